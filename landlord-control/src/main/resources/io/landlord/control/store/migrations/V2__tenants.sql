-- Tenants, what they are made of, and the work queue. Times are epoch milliseconds, JSON is TEXT.

CREATE TABLE plans (
    name        ${key} PRIMARY KEY,
    description TEXT   NOT NULL,
    limits      TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);

-- A removed template keeps its row, so that a later one of the same name goes on counting: the ids of workflows that engines
-- know are never used for another content.
CREATE TABLE templates (
    name    ${key} PRIMARY KEY,
    newest  INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE template_versions (
    name        ${key}  NOT NULL,
    version     INTEGER NOT NULL,
    description TEXT    NOT NULL,
    parameters  TEXT    NOT NULL,
    definition  TEXT    NOT NULL,
    removal     TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    PRIMARY KEY (name, version)
);

CREATE TABLE tenants (
    name                ${key}  PRIMARY KEY,
    state               ${key}  NOT NULL,
    plan                ${key}  NOT NULL,
    template            ${key}  NOT NULL,
    template_version    INTEGER NOT NULL,
    parameters          TEXT    NOT NULL,
    generation          BIGINT  NOT NULL,
    observed_generation BIGINT  NOT NULL,
    version             BIGINT  NOT NULL,
    outputs             TEXT,
    reason              TEXT,
    operation           ${key}  NOT NULL,
    created_at          BIGINT  NOT NULL,
    updated_at          BIGINT  NOT NULL
);

-- Each list is a walk along one index. The usual one leaves the deleted out.
CREATE INDEX tenants_live ON tenants (name) WHERE state <> 'deleted';
CREATE INDEX tenants_by_state ON tenants (state, name);
CREATE INDEX tenants_by_plan ON tenants (plan, name);
CREATE INDEX tenants_by_template ON tenants (template, name);

CREATE TABLE tenant_events (
    tenant    ${key}  NOT NULL,
    sequence  BIGINT  NOT NULL,
    time      BIGINT  NOT NULL,
    type      TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    operation TEXT,
    message   TEXT    NOT NULL,
    PRIMARY KEY (tenant, sequence)
);

CREATE TABLE operations (
    id             ${key}  PRIMARY KEY,
    tenant         ${key}  NOT NULL,
    kind           TEXT    NOT NULL,
    state          ${key}  NOT NULL,
    generation     BIGINT  NOT NULL,
    attempt        INTEGER NOT NULL,
    lease          BIGINT  NOT NULL,
    provider       TEXT,
    workflow_id    TEXT,
    input          TEXT,
    execution_id   TEXT,
    error          TEXT,
    correlation_id TEXT    NOT NULL,
    created_at     BIGINT  NOT NULL,
    started_at     BIGINT,
    ended_at       BIGINT
);

-- A generation is brought about by one operation.
CREATE UNIQUE INDEX operations_by_tenant ON operations (tenant, generation);
CREATE INDEX operations_of_tenant ON operations (tenant, id);
CREATE INDEX operations_by_state ON operations (state, id);
CREATE INDEX operations_pending ON operations (created_at) WHERE state = 'pending';

-- The table of db-scheduler 16, the work queue.
CREATE TABLE scheduled_tasks (
    task_name            ${key}       NOT NULL,
    task_instance        ${key}       NOT NULL,
    task_data            ${bytes},
    execution_time       ${timestamp} NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            TEXT,
    last_success         ${timestamp},
    last_failure         ${timestamp},
    consecutive_failures INTEGER,
    last_heartbeat       ${timestamp},
    version              BIGINT       NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
