package io.landlord.control.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.store.Dialect;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class JdbcCredentialStoreTest {
    private static final String ONE = "k1:" + MasterKeysTest.base64(32, 1);
    private static final String TWO = "k2:" + MasterKeysTest.base64(32, 2);
    private static final MasterKeys OLD = MasterKeys.parse(ONE);
    private static final MasterKeys BOTH = MasterKeys.parse(TWO + "\n" + ONE);
    private static final MasterKeys NEW = MasterKeys.parse(TWO);

    private static final CredentialReference ACME = new CredentialReference("acme", "database");
    private static final CredentialReference GLOBEX = new CredentialReference("globex", "database");
    private static final Credential SECRET =
            new Credential("user_of_acme", "s3cret-\u00fc\u6f22", Map.of("url", "jdbc:postgresql://db/tenant_acme"));
    private static final Credential OTHER = new Credential("user_of_globex", "another", Map.of());

    @OnBothDatabases
    void what_was_put_is_found_by_another_server_and_after_reopening(TestDatabase place) {
        ControlDatabase first = place.open();
        JdbcCredentialStore second = new JdbcCredentialStore(place.open(), OLD);
        new JdbcCredentialStore(first, OLD).put(ACME, SECRET);
        assertThat(second.find(ACME)).contains(SECRET);
        first.close();

        assertThat(new JdbcCredentialStore(place.open(), OLD).find(ACME)).contains(SECRET);
        assertThat(second.find(GLOBEX)).isEmpty();
    }

    @OnBothDatabases
    void a_second_put_replaces_the_first(TestDatabase place) {
        JdbcCredentialStore store = new JdbcCredentialStore(place.open(), OLD);
        store.put(ACME, SECRET);
        store.put(ACME, OTHER);

        assertThat(store.find(ACME)).contains(OTHER);
    }

    @OnBothDatabases
    void delete_forgets_one_and_may_be_repeated(TestDatabase place) {
        JdbcCredentialStore store = new JdbcCredentialStore(place.open(), OLD);
        store.put(ACME, SECRET);
        store.put(GLOBEX, OTHER);
        store.delete(ACME);
        store.delete(ACME);

        assertThat(store.find(ACME)).isEmpty();
        assertThat(store.list("acme")).isEmpty();
        assertThat(store.find(GLOBEX)).contains(OTHER);
    }

    @OnBothDatabases
    void list_names_one_tenants_credentials_in_order(TestDatabase place) {
        JdbcCredentialStore store = new JdbcCredentialStore(place.open(), OLD);
        CredentialReference queue = new CredentialReference("acme", "queue");
        CredentialReference bucket = new CredentialReference("acme", "Bucket");
        List.of(queue, ACME, bucket, GLOBEX).forEach(reference -> store.put(reference, SECRET));

        assertThat(store.list("acme")).containsExactly(bucket, ACME, queue);
    }

    @OnBothDatabases
    void a_write_is_part_of_the_transaction_around_it(TestDatabase place) {
        ControlDatabase database = place.open();
        JdbcCredentialStore store = new JdbcCredentialStore(database, OLD);

        assertThatThrownBy(() -> database.inTransaction(() -> {
                    store.put(ACME, SECRET);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.find(ACME)).isEmpty();
    }

    @OnBothDatabases
    void writers_on_two_servers_lose_nothing(TestDatabase place) throws Exception {
        List<JdbcCredentialStore> stores =
                List.of(new JdbcCredentialStore(place.open(), OLD), new JdbcCredentialStore(place.open(), OLD));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writes = new ArrayList<>();
            for (int number = 0; number < 60; number++) {
                JdbcCredentialStore store = stores.get(number % 2);
                CredentialReference reference = new CredentialReference("acme", "c" + number / 2);
                writes.add(threads.submit(() -> store.put(reference, SECRET)));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }

        assertThat(stores.getFirst().list("acme")).hasSize(30);
        for (CredentialReference reference : stores.getFirst().list("acme")) {
            assertThat(stores.getLast().find(reference)).contains(SECRET);
        }
    }

    @OnBothDatabases
    void nothing_of_a_credential_is_readable_in_the_database(TestDatabase place) throws Exception {
        ControlDatabase database = place.open();
        new JdbcCredentialStore(database, OLD).put(ACME, SECRET);

        String columns = database.jdbc()
                .sql("SELECT * FROM credential")
                .query()
                .singleRow()
                .toString();
        assertThat(columns + decoded(database)).doesNotContain("user_of", "s3cret", "jdbc:");
        if (place.dialect() == Dialect.SQLITE) {
            assertNotInFiles(place.file());
            database.close();
            assertNotInFiles(place.file());
        }
    }

    @OnBothDatabases
    void the_same_secret_is_never_sealed_alike(TestDatabase place) {
        ControlDatabase database = place.open();
        JdbcCredentialStore store = new JdbcCredentialStore(database, OLD);
        store.put(ACME, SECRET);
        store.put(GLOBEX, SECRET);

        assertThat(column(database, "sealed")).hasSize(2).doesNotHaveDuplicates();
        assertThat(column(database, "data_key")).hasSize(2).doesNotHaveDuplicates();
    }

    @OnBothDatabases
    void keys_that_do_not_open_what_is_there_are_refused_at_the_start(TestDatabase place) {
        ControlDatabase database = place.open();
        JdbcCredentialStore store = new JdbcCredentialStore(database, OLD);
        store.put(ACME, SECRET);

        assertThatThrownBy(() -> new JdbcCredentialStore(database, NEW))
                .isInstanceOfSatisfying(
                        LandlordException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining("master key k1, which is not among those given [k2]")
                .hasMessageContaining("backup");
        MasterKeys wrong = MasterKeys.parse("k1:" + MasterKeysTest.base64(32, 9));
        assertThatThrownBy(() -> new JdbcCredentialStore(database, wrong))
                .isInstanceOf(LandlordException.class)
                .hasMessageContaining("credential:acme/database cannot be decrypted: the master key k1 is another one");
        assertThat(store.find(ACME)).contains(SECRET);
    }

    @OnBothDatabases
    void a_change_of_any_byte_of_a_row_is_noticed(TestDatabase place) {
        ControlDatabase database = place.open();
        JdbcCredentialStore store = new JdbcCredentialStore(database, OLD);
        store.put(ACME, OTHER);

        for (String column : List.of("data_key", "sealed")) {
            String before = column(database, column).getFirst();
            byte[] bytes = Base64.getDecoder().decode(before);
            for (int at = 0; at < bytes.length; at++) {
                byte[] changed = bytes.clone();
                changed[at] ^= 1;
                set(database, column, Base64.getEncoder().encodeToString(changed));
                assertUnreadable(store, ACME);
            }
            for (String broken : List.of("", "AAAA", "not Base64!", before.substring(0, before.length() / 8 * 4))) {
                set(database, column, broken);
                assertUnreadable(store, ACME);
            }
            set(database, column, before);
            assertThat(store.find(ACME)).contains(OTHER);
        }
    }

    @OnBothDatabases
    void a_row_moved_to_another_name_is_refused(TestDatabase place) {
        ControlDatabase database = place.open();
        JdbcCredentialStore store = new JdbcCredentialStore(database, OLD);
        store.put(ACME, SECRET);
        move(database, "tenant = 'globex'");
        assertUnreadable(store, GLOBEX);
        move(database, "tenant = 'acme', name = 'queue'");
        assertUnreadable(store, new CredentialReference("acme", "queue"));
        move(database, "name = 'database'");

        assertThat(store.find(ACME)).contains(SECRET);
    }

    @OnBothDatabases
    void only_the_key_or_only_the_secret_of_another_row_is_refused(TestDatabase place) {
        ControlDatabase database = place.open();
        JdbcCredentialStore store = new JdbcCredentialStore(database, OLD);
        store.put(GLOBEX, OTHER);
        String key = column(database, "data_key").getFirst();
        String sealed = column(database, "sealed").getFirst();
        store.delete(GLOBEX);
        store.put(ACME, SECRET);
        String ownKey = column(database, "data_key").getFirst();

        set(database, "data_key", key);
        assertUnreadable(store, ACME);
        set(database, "data_key", ownKey);
        set(database, "sealed", sealed);
        assertUnreadable(store, ACME);
    }

    @OnBothDatabases
    void after_a_rotation_the_old_key_can_be_taken_away(TestDatabase place) {
        ControlDatabase database = place.open();
        JdbcCredentialStore before = new JdbcCredentialStore(database, OLD);
        for (int number = 0; number < 250; number++) {
            before.put(new CredentialReference("acme", "c" + number), SECRET);
        }
        List<String> sealed = column(database, "sealed");

        JdbcCredentialStore rotating = new JdbcCredentialStore(database, BOTH);
        rotating.put(ACME, OTHER);
        assertThat(rotating.rotate()).isEqualTo(250);
        assertThat(rotating.rotate()).isZero();

        JdbcCredentialStore after = new JdbcCredentialStore(place.open(), NEW);
        assertThat(after.find(ACME)).contains(OTHER);
        for (int number = 0; number < 250; number++) {
            assertThat(after.find(new CredentialReference("acme", "c" + number)))
                    .contains(SECRET);
        }
        assertThat(column(database, "sealed")).containsAll(sealed);
    }

    @OnBothDatabases
    void a_rotation_beside_writers_loses_none_of_their_writes(TestDatabase place) throws Exception {
        ControlDatabase database = place.open();
        JdbcCredentialStore before = new JdbcCredentialStore(database, OLD);
        for (int number = 0; number < 150; number++) {
            before.put(new CredentialReference("acme", "c" + number), SECRET);
        }
        JdbcCredentialStore rotating = new JdbcCredentialStore(place.open(), BOTH);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<?> upwards = threads.submit(() -> write(before, 0, 1));
            Future<?> downwards = threads.submit(() -> write(rotating, 149, -1));
            Future<Integer> rotation = threads.submit(rotating::rotate);
            upwards.get();
            downwards.get();
            rotation.get();
        }
        rotating.rotate();

        JdbcCredentialStore after = new JdbcCredentialStore(place.open(), NEW);
        for (int number = 0; number < 150; number++) {
            assertThat(after.find(new CredentialReference("acme", "c" + number)))
                    .contains(OTHER);
        }
    }

    /** Every credential is written by one of two servers, or by both. */
    private static void write(JdbcCredentialStore store, int from, int step) {
        for (int count = 0; count < 100; count++) {
            store.put(new CredentialReference("acme", "c" + (from + step * count)), OTHER);
        }
    }

    private static void assertUnreadable(JdbcCredentialStore store, CredentialReference reference) {
        assertThatThrownBy(() -> store.find(reference))
                .isInstanceOfSatisfying(
                        LandlordException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining(reference.text() + " cannot be decrypted")
                .hasNoCause();
    }

    private static void assertNotInFiles(Path database) throws IOException {
        for (String ending : List.of("", "-wal", "-shm")) {
            Path file = database.resolveSibling(database.getFileName() + ending);
            if (Files.exists(file)) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("user_of", "s3cret", "jdbc:");
            }
        }
    }

    private static String decoded(ControlDatabase database) {
        return new String(
                Base64.getDecoder().decode(column(database, "sealed").getFirst()), StandardCharsets.ISO_8859_1);
    }

    private static List<String> column(ControlDatabase database, String column) {
        return database.jdbc()
                .sql("SELECT " + column + " FROM credential")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static void set(ControlDatabase database, String column, String value) {
        database.jdbc()
                .sql("UPDATE credential SET " + column + " = ?")
                .param(value)
                .update();
    }

    private static void move(ControlDatabase database, String to) {
        database.jdbc().sql("UPDATE credential SET " + to).update();
    }
}
