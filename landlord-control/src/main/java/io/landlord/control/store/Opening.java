package io.landlord.control.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;

/** Makes a pool of connections to a database whose tables are there. */
final class Opening {
    private static final String MIGRATIONS = "classpath:io/landlord/control/store/migrations";
    private static final String HISTORY = "landlord_schema_history";
    private static final long CONNECTION_WAIT_MILLIS = 10_000;
    private static final int BUSY_WAIT_MILLIS = 30_000;

    private final Settings settings;
    private final StoreFailures failures;

    Opening(Settings settings, StoreFailures failures) {
        this.settings = settings;
        this.failures = failures;
    }

    HikariDataSource open() {
        return switch (settings.dialect()) {
            case POSTGRESQL -> migrated();
            case SQLITE -> locked();
        };
    }

    /** Flyway knows no lock for SQLite, so that two servers at once would both make the tables. */
    private HikariDataSource locked() {
        Path file = Path.of(settings.place().substring("jdbc:sqlite:".length())).toAbsolutePath();
        try {
            PrivateFiles.createEmpty(file);
            return PrivateFiles.exclusively(file.resolveSibling(file.getFileName() + ".lock"), this::migrated);
        } catch (IOException e) {
            throw failures.unavailable(e);
        }
    }

    private HikariDataSource migrated() {
        HikariDataSource pool = pool();
        try {
            migrate(pool);
            return pool;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private HikariDataSource pool() {
        try {
            return new HikariDataSource(configuration());
        } catch (PoolInitializationException e) {
            throw failures.unavailable(e);
        }
    }

    private HikariConfig configuration() {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("landlord-control");
        configuration.setJdbcUrl(settings.url());
        configuration.setUsername(settings.user());
        configuration.setPassword(settings.password());
        configuration.setMaximumPoolSize(settings.poolSize());
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        configuration.setDataSourceProperties(
                switch (settings.dialect()) {
                    case POSTGRESQL -> postgresql();
                    case SQLITE -> sqlite();
                });
        return configuration;
    }

    /** A server that is gone without a word is noticed in a minute, and not when TCP gives up; what the URL says wins. */
    private static Properties postgresql() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "landlord");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private static Properties sqlite() {
        SQLiteConfig config = new SQLiteConfig();
        // Readers go on while somebody writes.
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // In this mode a commit is on the disk when it returns.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A transaction that reads first and writes later could not wait for another writer; one that locks at its
        // start can.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_WAIT_MILLIS);
        config.enforceForeignKeys(true);
        return config.toProperties();
    }

    private void migrate(HikariDataSource pool) {
        try {
            Flyway.configure(Opening.class.getClassLoader())
                    .dataSource(pool)
                    .locations(MIGRATIONS)
                    .table(HISTORY)
                    .placeholders(settings.dialect().placeholders())
                    .loggers("slf4j")
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new LandlordException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the tables in " + settings.place()
                            + " cannot be made or migrated; give Landlord a database of its own: " + e.getMessage(),
                    e);
        }
    }
}
