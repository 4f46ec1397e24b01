package io.landlord.provisioner.postgres.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM of its own with an embedded server: says {@code ready} when the server runs, and ends when its input ends. */
final class ServerProcess {
    private ServerProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]))) {
            System.out.println("ready " + server.url());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
