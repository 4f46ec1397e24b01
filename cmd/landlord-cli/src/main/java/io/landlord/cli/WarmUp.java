package io.landlord.cli;

import com.sun.net.httpserver.HttpServer;
import io.landlord.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/**
 * Does once, for nobody, what the short commands do, so that the launcher can record which classes they need and keep them
 * in its cache.
 */
public final class WarmUp {
    private static final byte[] BROKEN =
            "document: { dsl: 1.0.3 }\ndo:\n  - a:\n      sett: 1\n".getBytes(StandardCharsets.UTF_8);

    private static final byte[] ANSWER = """
            {"name": "a", "state": "ready", "outputs": {"b": 1}, "updatedAt": "2026-01-01T00:00:00Z", "next": null,
             "items": [{"name": "a", "state": "ready", "updatedAt": "2026-01-01T00:00:00Z"}]}
            """.getBytes(StandardCharsets.UTF_8);

    private static final long CONNECTING_MILLIS = 3_000;

    private WarmUp() {}

    /** Runs the commands; their outcomes do not matter. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        byte[] definition;
        try (InputStream stream = Objects.requireNonNull(WarmUp.class.getResourceAsStream("warm-up.yaml"))) {
            definition = stream.readAllBytes();
        }
        run(definition, "check", "-");
        run(BROKEN, "check", "-");
        run(BROKEN, "check", "-", "-o", "json");
        run(definition, "eval", ".a + $b", "--input", "{\"a\": 1}", "--var", "b=2");
        run(definition, "eval", ".a +");
        ask();
        connect(definition);
    }

    /** What a client of Temporal loads before it is connected, which is most of it; nobody listens there. */
    private static void connect(byte[] definition) throws InterruptedException {
        Thread connecting = new Thread(
                () -> run(definition, "run", "-", "--engine", "temporal", "--temporal-address", "127.0.0.1:1"));
        connecting.setDaemon(true);
        connecting.start();
        connecting.join(CONNECTING_MILLIS);
    }

    /** What the commands against a server need, with one that answers all requests alike. */
    private static void ask() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, ANSWER.length);
                exchange.getResponseBody().write(ANSWER);
            }
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] nothing = new byte[0];
        run(nothing, "tenant", "list", "--server", url);
        run(nothing, "tenant", "get", "a", "--server", url);
        run(nothing, "tenant", "get", "a", "-o", "json", "--server", url);
        run(nothing, "tenant", "get", "a", "-o", "yaml", "--server", url);
        run(nothing, "tenant", "apply", "a", "--plan", "b", "--server", url);
        run(nothing, "execution", "list", "--server", url);
        run(nothing, "tenant", "--help");
        server.stop(0);
    }

    private static void run(byte[] standardInput, String... arguments) {
        PrintWriter nobody = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(
                new ByteArrayInputStream(standardInput), nobody, nobody, false, Map.of(), InstantSource.system());
        int ignored = new CommandShell(console).run(arguments);
    }
}
