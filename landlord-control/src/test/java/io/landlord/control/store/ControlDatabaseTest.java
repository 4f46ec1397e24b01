package io.landlord.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;

class ControlDatabaseTest {
    private static final String INSERT =
            "INSERT INTO request (scope, request_key, fingerprint, created_at) VALUES (?, ?, 'f', 0)";

    @OnBothDatabases
    void what_a_transaction_wrote_is_there_after_reopening(TestDatabase place) {
        ControlDatabase first = place.open();
        first.inTransaction(() -> insert(first, "a"));
        first.close();

        assertThat(keys(place.open())).containsExactly("a");
    }

    @OnBothDatabases
    void a_failure_undoes_everything_also_what_joined(TestDatabase place) {
        ControlDatabase database = place.open();

        assertThatThrownBy(() -> database.inTransaction(() -> {
                    insert(database, "a");
                    database.inTransaction(() -> insert(database, "b"));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(keys(database)).isEmpty();
    }

    @OnBothDatabases
    void plain_jdbc_joins_the_transaction_of_its_thread(TestDatabase place) {
        ControlDatabase database = place.open();

        assertThatThrownBy(() -> database.inTransaction(() -> {
                    plainInsert(database);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(keys(database)).isEmpty();

        database.inTransaction(() -> plainInsert(database));
        assertThat(keys(database)).containsExactly("plain");
    }

    @OnBothDatabases
    void a_second_row_of_a_key_is_a_duplicate_and_not_an_outage(TestDatabase place) {
        ControlDatabase database = place.open();
        database.inTransaction(() -> insert(database, "a"));

        assertThatThrownBy(() -> database.inTransaction(() -> insert(database, "a")))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @OnBothDatabases
    void keys_are_ordered_byte_by_byte(TestDatabase place) {
        ControlDatabase database = place.open();
        database.inTransaction(() -> List.of("b", "a-b", "B", "ab", "a").forEach(key -> insert(database, key)));

        assertThat(keys(database)).containsExactly("B", "a", "a-b", "ab", "b");
    }

    @OnBothDatabases
    void several_servers_may_open_a_new_database_at_once(TestDatabase place) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<ControlDatabase>> opening = new ArrayList<>();
            for (int server = 0; server < 4; server++) {
                opening.add(threads.submit(place::open));
            }
            for (Future<ControlDatabase> opened : opening) {
                assertThat(keys(opened.get())).isEmpty();
            }
        }
    }

    @OnBothDatabases
    void many_virtual_threads_that_read_and_then_write_lose_no_update(TestDatabase place) throws Exception {
        List<ControlDatabase> servers = List.of(place.open(), place.open());
        servers.getFirst().inTransaction(() -> insert(servers.getFirst(), "counter"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> increments = new ArrayList<>();
            for (int thread = 0; thread < 200; thread++) {
                ControlDatabase server = servers.get(thread % 2);
                increments.add(threads.submit(() -> increment(server)));
            }
            for (Future<?> increment : increments) {
                increment.get();
            }
        }

        assertThat(counter(servers.getFirst())).isEqualTo(200);
    }

    @OnBothDatabases
    void a_closed_database_is_unavailable(TestDatabase place) {
        ControlDatabase database = place.open();
        database.close();

        assertUnavailable(() -> keys(database));
        assertUnavailable(() -> database.inTransaction(() -> insert(database, "a")));
    }

    @Test
    void a_server_that_does_not_answer_is_unavailable_and_the_message_keeps_the_password() {
        Settings nobody =
                new Settings("jdbc:postgresql://127.0.0.1:1/landlord?password=secret1", "landlord", "secret2");

        assertThatThrownBy(() -> ControlDatabase.open(nobody))
                .isInstanceOfSatisfying(
                        LandlordException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/landlord")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("secret");
        assertThat(nobody.toString()).doesNotContain("secret");
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_alone(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("landlord.db");
        Files.writeString(
                file, "This is a letter and not a database, and it is long enough to be read as a header.".repeat(9));
        byte[] before = Files.readAllBytes(file);

        assertUnavailable(() -> ControlDatabase.inFile(file).close());
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void only_the_owner_may_read_the_files(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("state").resolve("landlord.db");
        try (ControlDatabase database = ControlDatabase.inFile(file)) {
            database.inTransaction(() -> insert(database, "a"));

            for (String name : List.of("landlord.db", "landlord.db-wal", "landlord.db-shm", "landlord.db.lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void sqlite_is_set_to_keep_what_it_committed(@TempDir Path directory) {
        try (ControlDatabase database = ControlDatabase.inFile(directory.resolve("landlord.db"))) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void another_kind_of_database_is_refused_by_name() {
        assertThatThrownBy(() -> new Settings("jdbc:mysql://db/landlord", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql:");
    }

    private static String pragma(ControlDatabase database, String name) {
        return database.jdbc().sql("PRAGMA " + name).query(String.class).single();
    }

    private static void assertUnavailable(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        LandlordException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }

    private static void increment(ControlDatabase server) {
        server.inTransaction(() -> {
            long now = server.jdbc()
                    .sql("SELECT created_at FROM request WHERE request_key = 'counter'"
                            + server.dialect().forUpdate())
                    .query(Long.class)
                    .single();
            server.jdbc()
                    .sql("UPDATE request SET created_at = ? WHERE request_key = 'counter'")
                    .param(now + 1)
                    .update();
        });
    }

    private static long counter(ControlDatabase database) {
        return database.jdbc()
                .sql("SELECT created_at FROM request WHERE request_key = 'counter'")
                .query(Long.class)
                .single();
    }

    private static void insert(ControlDatabase database, String key) {
        database.jdbc().sql(INSERT).param("s").param(key).update();
    }

    private static void plainInsert(ControlDatabase database) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO request (scope, request_key, fingerprint, created_at) VALUES ('s', 'plain', 'f', 0)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> keys(ControlDatabase database) {
        return database.jdbc()
                .sql("SELECT request_key FROM request ORDER BY request_key")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
