package io.landlord.control.catalog;

import io.landlord.control.store.Dialect;

class SqliteWorkflowCatalogTest extends JdbcWorkflowCatalogContract {
    SqliteWorkflowCatalogTest() {
        super(Dialect.SQLITE);
    }
}
