package io.landlord.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.control.credential.JdbcCredentialStore;
import io.landlord.control.credential.MasterKeys;
import io.landlord.control.store.ControlDatabase;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A new master key takes over at a start. */
@ExtendWith(OutputCaptureExtension.class)
class KeyRotationTest {
    private static final String OLD = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = "k2:"
            + Base64.getEncoder().encodeToString("0123456789abcdef".repeat(2).getBytes());

    private static void rotate(ControlDatabase database, String keys) {
        new KeyRotation(new JdbcCredentialStore(database, MasterKeys.parse(keys)))
                .run(new DefaultApplicationArguments());
    }

    @Test
    void credentials_come_under_the_newest_key_and_the_older_one_can_go(
            @TempDir Path directory, CapturedOutput output) {
        try (ControlDatabase database = ControlDatabase.inFile(directory.resolve("landlord.db"))) {
            JdbcCredentialStore before = new JdbcCredentialStore(database, MasterKeys.parse(OLD));
            for (int at = 0; at < 120; at++) {
                before.put(new CredentialReference("t" + at, "database"), new Credential("u", "secret" + at, Map.of()));
            }

            rotate(database, NEW + "," + OLD);
            rotate(database, NEW + "," + OLD);

            JdbcCredentialStore after = new JdbcCredentialStore(database, MasterKeys.parse(NEW));
            assertThat(after.find(new CredentialReference("t119", "database")))
                    .hasValueSatisfying(found -> assertThat(found.password()).isEqualTo("secret119"));
            assertThat(output.getOut().lines().filter(line -> line.contains("newest master key")))
                    .as("the second start has nothing to do")
                    .hasSize(1)
                    .allMatch(line -> line.contains("120"));
            assertThat(output.getAll()).doesNotContain("secret");
        }
    }
}
