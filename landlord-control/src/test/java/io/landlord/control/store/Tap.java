package io.landlord.control.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * What one server of a test has of its database: nothing while it is frozen, as in a process that is paused, and only failures
 * while it is cut, as in one that is dead or whose database is away. A transaction that has begun is not held up, so that nobody waits for its locks.
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

    /** Gives the database back to a server that was only cut off from it. */
    public synchronized void mend() {
        cut = false;
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
            throw new SQLTransientConnectionException("the database of the test is away");
        }
    }
}
