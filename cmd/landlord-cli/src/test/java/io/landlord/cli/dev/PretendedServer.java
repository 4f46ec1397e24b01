package io.landlord.cli.dev;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Takes the arguments of a server, is ready at once, and ends as it is told to. */
final class PretendedServer {
    private PretendedServer() {}

    /** A jar that runs this class. */
    static Path jar(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, PretendedServer.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Path.of("target", "test-classes").toAbsolutePath().toUri().toString());
        Path jar = directory.resolve("server.jar");
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            stream.finish();
        }
        return jar;
    }

    /** {@code PRETEND} says how it ends: {@code fail}, {@code explain}, {@code end} once it is ready. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("the log of " + System.getenv("LANDLORD_DATA_DIRECTORY"));
        String end = System.getenv("PRETEND");
        switch (end) {
            case "fail" -> System.exit(3);
            case "explain" -> {
                System.out.println("landlord: cannot start: the configuration is odd");
                System.out.println("Make it even.");
                System.exit(1);
            }
            default -> serve(arguments);
        }
    }

    private static void serve(String... arguments) throws IOException {
        int port = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--server.port="))
                .mapToInt(argument -> Integer.parseInt(argument.substring("--server.port=".length())))
                .findFirst()
                .orElseThrow();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            server.stop(0);
            System.out.println("it ends now");
            System.exit(4);
        });
        server.start();
    }
}
