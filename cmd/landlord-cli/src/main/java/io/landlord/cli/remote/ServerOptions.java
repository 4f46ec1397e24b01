package io.landlord.cli.remote;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that asks a server. */
public final class ServerOptions {
    static final String DEFAULT = "http://127.0.0.1:8080";

    @Option(
            names = {"--server"},
            paramLabel = "URL",
            description = "the server; LANDLORD_SERVER, else " + DEFAULT)
    private @Nullable String server;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, json or yaml; table unless told otherwise")
    private Format format = Format.TABLE;

    ApiClient client(Map<String, String> environment) {
        if (server != null) {
            return ApiClient.at(server);
        }
        String named = environment.getOrDefault("LANDLORD_SERVER", "");
        return ApiClient.at(named.isBlank() ? DEFAULT : named);
    }

    Format format() {
        return format;
    }
}
