package io.landlord.handlers.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileCredentialStoreTest {
    private static final CredentialReference ACME = new CredentialReference("acme", "database");
    private static final Credential SECRET =
            new Credential("tenant_acme", "s3cret-of-acme", Map.of("url", "jdbc:postgresql://db/tenant_acme"));

    @TempDir
    Path directory;

    private Path file = Path.of("unset");
    private Path keyFile = file;

    @BeforeEach
    void name_the_files() {
        file = directory.resolve("state").resolve("credentials");
        keyFile = file.resolveSibling("credentials.key");
    }

    @Test
    void what_was_put_is_found_by_a_store_opened_later() {
        EncryptedFileCredentialStore.open(file).put(ACME, SECRET);

        assertThat(EncryptedFileCredentialStore.open(file).find(ACME)).contains(SECRET);
    }

    @Test
    void a_second_put_replaces_the_first() {
        CredentialStore store = EncryptedFileCredentialStore.open(file);
        Credential other = new Credential("tenant_acme", "another", Map.of());
        store.put(ACME, SECRET);
        store.put(ACME, other);

        assertThat(store.find(ACME)).contains(other);
    }

    @Test
    void delete_forgets_and_may_be_repeated() {
        CredentialStore store = EncryptedFileCredentialStore.open(file);
        store.put(ACME, SECRET);
        store.delete(ACME);
        store.delete(ACME);

        assertThat(store.find(ACME)).isEmpty();
        assertThat(store.list("acme")).isEmpty();
    }

    @Test
    void list_names_one_tenants_credentials_in_order() {
        CredentialStore store = EncryptedFileCredentialStore.open(file);
        store.put(new CredentialReference("acme", "queue"), SECRET);
        store.put(ACME, SECRET);
        store.put(new CredentialReference("globex", "database"), SECRET);

        assertThat(store.list("acme")).containsExactly(ACME, new CredentialReference("acme", "queue"));
    }

    @Test
    void no_word_of_a_credential_is_readable_in_the_file() throws Exception {
        EncryptedFileCredentialStore.open(file).put(ACME, SECRET);

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret", "acme", "jdbc");
    }

    @Test
    void only_the_owner_may_read_any_of_the_files() throws Exception {
        EncryptedFileCredentialStore.open(file).put(ACME, SECRET);

        for (String name : List.of("credentials", "credentials.key", "credentials.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void another_key_is_refused_with_a_clear_error() {
        EncryptedFileCredentialStore.withKey(file, new byte[32]).put(ACME, SECRET);
        byte[] wrong = new byte[32];
        wrong[0] = 1;

        assertThatThrownBy(() -> EncryptedFileCredentialStore.withKey(file, wrong))
                .isInstanceOfSatisfying(
                        LandlordException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining("cannot be decrypted");
    }

    @Test
    void a_change_of_any_byte_is_noticed() throws Exception {
        byte[] key = new byte[32];
        EncryptedFileCredentialStore.withKey(file, key).put(ACME, SECRET);
        byte[] sealed = Files.readAllBytes(file);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> EncryptedFileCredentialStore.withKey(file, key))
                    .as("byte %d", i)
                    .isInstanceOf(LandlordException.class);
        }
    }

    @Test
    void a_file_cut_short_is_noticed() throws Exception {
        EncryptedFileCredentialStore.open(file).put(ACME, SECRET);
        byte[] sealed = Files.readAllBytes(file);

        for (int length : new int[] {0, 10, 30, 40, sealed.length - 1}) {
            Files.write(file, Arrays.copyOf(sealed, length));
            assertThatThrownBy(() -> EncryptedFileCredentialStore.open(file))
                    .as("%d bytes", length)
                    .isInstanceOf(LandlordException.class);
        }
    }

    @Test
    void a_lost_key_file_is_not_replaced_by_a_new_one() throws Exception {
        EncryptedFileCredentialStore.open(file).put(ACME, SECRET);
        Files.delete(keyFile);

        assertThatThrownBy(() -> EncryptedFileCredentialStore.open(file))
                .isInstanceOf(LandlordException.class)
                .hasMessageContaining("key file")
                .hasMessageContaining("missing");
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void a_key_file_that_others_may_read_is_refused() throws Exception {
        EncryptedFileCredentialStore.open(file).put(ACME, SECRET);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> EncryptedFileCredentialStore.open(file))
                .isInstanceOf(LandlordException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void what_a_crashed_write_left_behind_does_no_harm() throws Exception {
        CredentialStore store = EncryptedFileCredentialStore.open(file);
        store.put(ACME, SECRET);
        Files.writeString(file.resolveSibling("credentials.new"), "half a fi");
        CredentialReference globex = new CredentialReference("globex", "database");
        store.put(globex, SECRET);

        assertThat(store.find(ACME)).contains(SECRET);
        assertThat(store.find(globex)).contains(SECRET);
    }

    @Test
    void writes_through_two_stores_on_one_file_are_all_kept() throws Exception {
        List<CredentialStore> stores =
                List.of(EncryptedFileCredentialStore.open(file), EncryptedFileCredentialStore.open(file));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                CredentialStore store = stores.get(i % 2);
                CredentialReference reference = new CredentialReference("acme", "c" + i);
                writes.add(threads.submit(() -> store.put(reference, SECRET)));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }

        assertThat(stores.get(0).list("acme")).hasSize(40);
    }

    @Test
    void writes_of_several_processes_are_all_kept() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriterProcess.class.getName(),
                            file.toString(),
                            name)
                    .inheritIO()
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        assertThat(EncryptedFileCredentialStore.open(file).list("acme")).hasSize(60);
    }
}
