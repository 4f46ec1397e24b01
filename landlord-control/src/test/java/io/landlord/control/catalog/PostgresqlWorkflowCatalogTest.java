package io.landlord.control.catalog;

import io.landlord.control.store.Dialect;

class PostgresqlWorkflowCatalogTest extends JdbcWorkflowCatalogContract {
    PostgresqlWorkflowCatalogTest() {
        super(Dialect.POSTGRESQL);
    }
}
