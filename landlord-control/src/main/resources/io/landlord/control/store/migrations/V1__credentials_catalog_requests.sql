-- Times are milliseconds since 1970; sealed bytes are Base64. ${key} is text in the order of its bytes.

-- Secrets of tenants, each sealed with a key of its own, which is sealed with a master key.
CREATE TABLE credential (
    tenant     ${key} NOT NULL,
    name       ${key} NOT NULL,
    master_key ${key} NOT NULL,
    data_key   TEXT   NOT NULL,
    sealed     TEXT   NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, name)
);
CREATE INDEX credential_master_key ON credential (master_key);

-- Where a workflow is deployed; the deployment of the highest rank owns it.
CREATE TABLE workflow_deployment (
    workflow_id ${key} NOT NULL,
    provider    ${key} NOT NULL,
    version     TEXT   NOT NULL,
    owner_rank  BIGINT NOT NULL,
    PRIMARY KEY (workflow_id, provider)
);

CREATE TABLE workflow_version (
    workflow_id  ${key} NOT NULL,
    provider     ${key} NOT NULL,
    version      ${key} NOT NULL,
    content_hash TEXT   NOT NULL,
    number       BIGINT NOT NULL,
    spec         TEXT   NOT NULL,
    deployed_at  BIGINT NOT NULL,
    PRIMARY KEY (workflow_id, provider, version)
);

-- Where executions were started; the oldest are forgotten.
CREATE TABLE execution_owner (
    number       ${sequence},
    execution_id ${key} NOT NULL,
    provider     ${key} NOT NULL,
    UNIQUE (execution_id, provider)
);

-- Answers to requests that carry a key of idempotency.
CREATE TABLE request (
    scope       ${key} NOT NULL,
    request_key ${key} NOT NULL,
    fingerprint TEXT   NOT NULL,
    status      INTEGER,
    headers     TEXT,
    body        TEXT,
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (scope, request_key)
);
CREATE INDEX request_created_at ON request (created_at);
