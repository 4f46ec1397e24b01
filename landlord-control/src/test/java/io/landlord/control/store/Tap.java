package io.landlord.control.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * What one server of a test has of its database: nothing while it is frozen, as in a process that is paused, and never again
 * once it is cut, as in one that is dead. A transaction that has begun is not held up, so that nobody waits for its locks.
 */
public final class Tap {
    private boolean frozen;
    private boolean cut;

    public synchronized void freeze() {
        frozen = true;
    }

    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    public synchronized void cut() {
        cut = true;
        notifyAll();
    }

    DataSource around(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                pass();
                return super.getConnection();
            }
        };
    }

    private synchronized void pass() throws SQLException {
        try {
            while (frozen && !cut) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted");
        }
        if (cut) {
            throw new SQLTransientConnectionException("the server of the test is dead");
        }
    }
}
