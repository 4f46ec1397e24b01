-- What every tenant's database begins with. It runs as the tenant's role, which owns what it creates.
CREATE TABLE landlord_tenant (
  tenant     text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE landlord_tenant IS 'Whose database this is: one row.';
INSERT INTO landlord_tenant (tenant) VALUES ('${tenant}');

CREATE TABLE note (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE note IS 'A first table to write to.';
