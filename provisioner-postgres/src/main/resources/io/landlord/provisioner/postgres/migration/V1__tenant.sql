-- What every tenant's database begins with. It runs as the tenant's role, which owns what it creates.
-- It can be run again: Flyway commits a migration and its history in two sessions, and a server may be killed in between.
CREATE TABLE IF NOT EXISTS landlord_tenant (
  tenant     text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE landlord_tenant IS 'Whose database this is: one row.';
INSERT INTO landlord_tenant (tenant) VALUES ('${tenant}') ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS note (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE note IS 'A first table to write to.';
