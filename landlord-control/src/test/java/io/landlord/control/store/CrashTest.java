package io.landlord.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int ROUNDS = 3;
    private static final int WRITES = 150;

    @Test
    @Timeout(120)
    void a_killed_process_loses_nothing_it_told_and_leaves_nothing_half_done(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("landlord.db");
        Set<String> told = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            told.addAll(killedWriter(file, "round" + round));

            try (ControlDatabase database = ControlDatabase.inFile(file)) {
                assertThat(keys(database, "left")).containsAll(told).containsExactlyElementsOf(keys(database, "right"));
                assertThat(database.jdbc()
                                .sql("PRAGMA integrity_check")
                                .query(String.class)
                                .single())
                        .isEqualTo("ok");
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(ROUNDS * WRITES);
    }

    /** Lets a process write, kills it in the middle of that, and answers what it told before it died. */
    private static Set<String> killedWriter(Path file, String name) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        file.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> told = new HashSet<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
                if (told.size() == WRITES) {
                    // SIGKILL, through the handle, which leaves the pipe open: what is in it by then was told too.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return told;
    }

    private static List<String> keys(ControlDatabase database, String scope) {
        return database.jdbc()
                .sql("SELECT request_key FROM request WHERE scope = ? ORDER BY request_key")
                .param(scope)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
