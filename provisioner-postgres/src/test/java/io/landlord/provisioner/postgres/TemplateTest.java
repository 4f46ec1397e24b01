package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents call the handlers there are, in the order in which they work. */
class TemplateTest {
    private static final Pattern CALL = Pattern.compile("(?m)^ *call: (\\S+)$");

    @Test
    void the_template_calls_every_step_in_order_and_undoes_from_the_first_task() throws IOException {
        assertThat(calls("tenant-database.yaml"))
                .containsExactly(
                        "postgres.prepare",
                        "postgres.delete-credential",
                        "postgres.drop-database",
                        "postgres.drop-role",
                        "postgres.restore-limits",
                        "postgres.restrict-access",
                        "postgres.store-credential",
                        "postgres.create-role",
                        "postgres.apply-limits",
                        "postgres.create-database",
                        "postgres.migrate",
                        "postgres.verify-login");
    }

    @Test
    void the_removal_drops_database_role_and_credential() throws IOException {
        assertThat(calls("tenant-database-removal.yaml"))
                .containsExactly("postgres.drop-database", "postgres.drop-role", "postgres.delete-credential");
    }

    private static List<String> calls(String document) throws IOException {
        try (InputStream stream = Objects.requireNonNull(TemplateTest.class.getResourceAsStream(document))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return CALL.matcher(text)
                    .results()
                    .map((MatchResult call) -> call.group(1))
                    .toList();
        }
    }
}
