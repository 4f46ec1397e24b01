package io.landlord.control.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool, failing in Landlord's words where it has no connection to give. */
final class Connections extends DelegatingDataSource {
    private final StoreFailures failures;

    Connections(DataSource pool, StoreFailures failures) {
        super(pool);
        this.failures = failures;
    }

    @Override
    public Connection getConnection() {
        try {
            return super.getConnection();
        } catch (SQLException e) {
            throw failures.unavailable(e);
        }
    }
}
