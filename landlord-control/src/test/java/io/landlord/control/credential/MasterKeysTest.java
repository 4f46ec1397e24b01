package io.landlord.control.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.LandlordException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private static final String KEY = base64(32, 1);
    private static final String OTHER = base64(32, 2);

    @TempDir
    Path directory;

    @Test
    void the_first_key_seals_and_all_are_known() {
        MasterKeys keys = MasterKeys.parse("# newest first\n\n  k2:" + KEY + "\r\nk1 : " + OTHER + "\n");

        assertThat(keys.newest()).isEqualTo("k2");
        assertThat(keys.ids()).containsExactly("k2", "k1");
    }

    @Test
    void an_environment_value_may_be_one_line() {
        assertThat(MasterKeys.parse("k2:" + KEY + ",k1:" + OTHER).ids()).containsExactly("k2", "k1");
    }

    @Test
    void its_text_form_hides_the_keys() {
        assertThat(MasterKeys.parse("k1:" + KEY).toString()).contains("k1").doesNotContain(KEY);
    }

    @Test
    void each_mistake_is_named_with_its_line_and_what_to_do_but_not_with_what_was_there() throws Exception {
        assertRefused("k1:" + KEY + "\nsecret-without-colon", "line 2", "no ':'", "openssl rand");
        assertRefused("k1:" + KEY + "\n# fine\nk2:secret!!", "line 3", "not Base64", "openssl rand");
        assertRefused("k1:" + base64(16, 3), "line 1", "has 16 bytes and must have 32", "openssl rand");
        assertRefused("a key:" + KEY, "line 1", "id must be", "openssl rand");
        assertRefused("k1:" + KEY + "\nk1:" + OTHER, "line 2", "id k1 is there twice");
        assertRefused("# nothing\n", "there is no key", "openssl rand");
    }

    @Test
    void a_missing_file_is_not_made_where_it_is_not_asked_for() {
        Path file = directory.resolve("master.keys");

        assertThatThrownBy(() -> MasterKeys.inFile(file))
                .isInstanceOf(LandlordException.class)
                .hasMessageContaining("does not exist")
                .hasMessageContaining("backup");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_others_may_read_is_refused() throws Exception {
        Path file = write("k1:" + KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> MasterKeys.inFile(file))
                .isInstanceOf(LandlordException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_new_file_is_for_its_owner_only_and_is_the_same_for_all_who_ask_at_once() throws Exception {
        Path file = directory.resolve("state").resolve("master.keys");
        List<Set<String>> ids = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<MasterKeys>> asked = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                asked.add(threads.submit(() -> MasterKeys.inFileOrNew(file)));
            }
            for (Future<MasterKeys> keys : asked) {
                ids.add(keys.get().ids());
            }
        }

        assertThat(ids).containsOnly(MasterKeys.inFile(file).ids());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private void assertRefused(String content, String... words) throws Exception {
        Path file = write(content);
        assertThatThrownBy(() -> MasterKeys.inFile(file))
                .isInstanceOf(LandlordException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words)
                .hasMessageNotContainingAny("secret", KEY, OTHER)
                .hasNoCause();
    }

    private Path write(String content) throws Exception {
        Path file = directory.resolve("master.keys");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    static String base64(int length, int content) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) content);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
