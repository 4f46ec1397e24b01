package io.landlord.control.store;

import java.nio.file.Path;

/** A JVM of its own that writes pairs of rows until it is killed, and tells each pair once its transaction is committed. */
final class WriterProcess {
    private static final int MOST = 100_000;

    private WriterProcess() {}

    public static void main(String[] arguments) {
        try (ControlDatabase database = ControlDatabase.inFile(Path.of(arguments[0]))) {
            for (int number = 0; number < MOST; number++) {
                String key = arguments[1] + "-" + number;
                database.inTransaction(() -> {
                    insert(database, "left", key);
                    insert(database, "right", key);
                });
                System.out.println(key);
                if (System.out.checkError()) {
                    // Nobody listens any more.
                    return;
                }
            }
        }
    }

    private static void insert(ControlDatabase database, String scope, String key) {
        database.jdbc()
                .sql("INSERT INTO request (scope, request_key, fingerprint, created_at) VALUES (?, ?, 'f', 0)")
                .param(scope)
                .param(key)
                .update();
    }
}
