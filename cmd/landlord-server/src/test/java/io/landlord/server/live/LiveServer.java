package io.landlord.server.live;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.server.LandlordServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A server with everything in it, on a port of its own: one for all classes of tests, so that the build stays quick. Tests make
 * up names, for others use it too.
 */
@SpringBootTest(classes = LandlordServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(LiveServer.Held.class)
public abstract class LiveServer {
    private static final Path DIRECTORY = emptied(Path.of("target", "live-server"));

    @LocalServerPort
    private int port;

    @Autowired
    protected Probes probes;

    /** What tests hold in their hands. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Held {
        @Bean
        Probes probes(TaskHandlers handlers) {
            return new Probes(handlers);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("landlord.data-directory", DIRECTORY::toString);
        properties.add("landlord.provisioner.postgres.embedded", () -> "true");
    }

    protected final int port() {
        return port;
    }

    protected final Caller server() {
        return new Caller(URI.create("http://127.0.0.1:" + port));
    }

    /** A name that nobody has used, beginning with this. */
    protected static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A definition of this name, with tasks indented by two. */
    protected static String definition(String name, String tasks) {
        return "document:\n  dsl: 1.0.3\n  namespace: tests\n  name: " + name + "\n  version: 1.0.0\ndo:\n"
                + tasks.indent(2);
    }

    /** A definition that gives one value. */
    protected static String setting(String name, int value) {
        return definition(name, "- only:\n    set:\n      value: " + value);
    }

    /** A definition that waits at a gate. */
    protected static String gated(String name, String gate) {
        return definition(name, """
                - pass:
                    call: test.gate
                    with:
                      name: %s
                - last:
                    set:
                      done: true
                """.formatted(gate));
    }

    private static Path emptied(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(directory).toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
