package io.landlord.control.store;

import com.zaxxer.hikari.HikariDataSource;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that holds everything the control plane must not forget: a committed transaction survives a crash.
 *
 * <p>Either a PostgreSQL, which several servers may share, or one SQLite file, which several processes of one machine may share.
 * Opening creates or migrates the tables; two servers may open at once. Safe for use by many threads.
 *
 * <p>A database that cannot be reached, now or later, is a {@link LandlordException} of {@link ErrorCode#STORE_UNAVAILABLE},
 * from every method here and from everything that is done with {@link #jdbc()}. Other failures of statements are Spring's
 * {@code DataAccessException}; do not wait for a duplicate key inside a transaction, which is void then, but write
 * {@code ON CONFLICT}.
 *
 * <p>Write inside of {@link #inTransaction} only: it orders the writers of this process before they wait for SQLite's lock, where
 * a virtual thread would hold its carrier thread.
 */
public final class ControlDatabase implements AutoCloseable {
    private static final Duration WRITER_WAIT = Duration.ofSeconds(30);

    private final Dialect dialect;
    private final StoreFailures failures;
    private final HikariDataSource pool;
    private final DataSource shared;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final @Nullable ReentrantLock writer;

    private ControlDatabase(Settings settings, HikariDataSource pool, DataSource source, StoreFailures failures) {
        this.dialect = settings.dialect();
        this.failures = failures;
        this.pool = pool;
        DataSource connections = new Connections(source, failures);
        this.shared = new TransactionAwareDataSourceProxy(connections);
        JdbcTemplate template = new JdbcTemplate(connections);
        template.setExceptionTranslator(failures);
        this.jdbc = JdbcClient.create(template);
        JdbcTransactionManager manager = new JdbcTransactionManager(connections);
        manager.setExceptionTranslator(failures);
        this.transactions = new TransactionTemplate(manager);
        this.writer = dialect == Dialect.SQLITE ? new ReentrantLock(true) : null;
    }

    /**
     * Opens the database that the settings name.
     *
     * @throws LandlordException {@link ErrorCode#STORE_UNAVAILABLE} when it cannot be reached, refuses the user or cannot be
     *     migrated; the message says which and what to do
     */
    public static ControlDatabase open(Settings settings) {
        return open(settings, UnaryOperator.identity());
    }

    /** @param around stands between the pool and everybody who asks it for a connection */
    static ControlDatabase open(Settings settings, UnaryOperator<DataSource> around) {
        StoreFailures failures = new StoreFailures(settings.place());
        HikariDataSource pool = new Opening(settings, failures).open();
        return new ControlDatabase(settings, pool, around.apply(pool), failures);
    }

    /** Opens the SQLite database in this file; a missing one is created, for its owner only, with its directory. */
    public static ControlDatabase inFile(Path file) {
        return open(new Settings("jdbc:sqlite:" + file.toAbsolutePath(), null, null));
    }

    /** Runs statements: in the transaction of this thread where there is one, else each on its own. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Connections for code that brings its own JDBC; they join the transaction of the thread that asks. */
    public DataSource dataSource() {
        return shared;
    }

    /** Which of the two databases this is. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Does the work in one transaction, or in the one that this thread is in already. What the work throws undoes everything that
     * was done in the transaction.
     */
    public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        if (writer == null) {
            return run(work);
        }
        acquire(writer);
        try {
            return run(work);
        } finally {
            writer.unlock();
        }
    }

    /** Does the work in one transaction, as {@link #inTransaction(Supplier)} does. */
    public void inTransaction(Runnable work) {
        this.<@Nullable Object>inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** Closes all connections. Idempotent. */
    @Override
    public void close() {
        pool.close();
    }

    @SuppressWarnings("NullAway") // The template answers what the work answered, null only where that was null.
    private <T extends @Nullable Object> T run(Supplier<T> work) {
        try {
            return transactions.execute(status -> work.get());
        } catch (CannotCreateTransactionException e) {
            throw e.getCause() instanceof LandlordException known ? known : failures.unavailable(e);
        }
    }

    private void acquire(ReentrantLock lock) {
        try {
            if (!lock.tryLock(WRITER_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failures.unavailable("other writers kept it for " + WRITER_WAIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.unavailable("the thread was interrupted while it waited");
        }
    }
}
