-- Values that are too large for an engine, by the SHA-256 of their content. Times are milliseconds since 1970.
CREATE TABLE payload (
    hash    ${key}   NOT NULL PRIMARY KEY,
    content ${bytes} NOT NULL,
    kept_at BIGINT   NOT NULL
);
CREATE INDEX payload_kept_at ON payload (kept_at);
