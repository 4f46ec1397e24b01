package io.landlord.cli.engines;

import io.landlord.cli.console.CliFailure;
import io.landlord.provider.temporal.TemporalFrontend;
import io.landlord.provider.temporal.TemporalTls;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Temporal server that a command is to use.
 *
 * @param frontend where it is and how to be let in
 * @param ui where its UI is; {@code null} when nobody knows
 */
public record TemporalTarget(
        TemporalFrontend frontend, @Nullable String ui) {
    /** The variables that the server reads too. */
    public static final String ADDRESS = "LANDLORD_TEMPORAL_ADDRESS";

    private static final String VARIABLES = "LANDLORD_TEMPORAL_";
    private static final String NAMESPACE = "LANDLORD_TEMPORAL_NAMESPACE";
    private static final String UI = "LANDLORD_TEMPORAL_UI";

    /** Where the UI of a development server is that nobody told otherwise: so far above the frontend. */
    private static final int UI_ABOVE = 1_000;

    /**
     * The server that is named, or else the one that runs on this machine, or else that one once it is started.
     *
     * @param named the address that the command was given
     * @param tell is told when one is started, and how it is stopped
     */
    public static TemporalTarget find(@Nullable String named, Map<String, String> environment, Consumer<String> tell)
            throws InterruptedException {
        String address = named != null ? named : environment.getOrDefault(ADDRESS, "");
        String namespace = environment.getOrDefault(NAMESPACE, "");
        namespace = namespace.isEmpty() ? "default" : namespace;
        String told = environment.getOrDefault(UI, "");
        LocalTemporal local = LocalTemporal.of(environment);
        if (!address.isEmpty()) {
            check(address, named != null ? "--temporal-address" : ADDRESS);
            return new TemporalTarget(
                    secured(TemporalFrontend.of(address).withNamespace(namespace, null), environment),
                    told.isEmpty() ? ui(address, local) : told);
        }
        if (named != null) {
            throw CliFailure.invalid("--temporal-address is empty", "it is host:port of Temporal's frontend");
        }
        Optional<TemporalPlace> serving = local.serving();
        TemporalPlace place;
        if (serving.isPresent()) {
            place = serving.get();
        } else {
            LocalTemporal.Up up = local.up(0, tell);
            place = up.place();
            if (up.started()) {
                tell.accept("Temporal is up at " + place.address() + ", its UI at " + place.ui()
                        + "; it stays until: " + environment.getOrDefault("LANDLORD_COMMAND", "landlord")
                        + " engines down temporal");
            }
        }
        return new TemporalTarget(
                TemporalFrontend.of(place.address()).withNamespace(namespace, null),
                told.isEmpty() ? place.ui() : told);
    }

    /** A server on this machine that speaks no TLS. */
    public static TemporalTarget of(TemporalPlace place) {
        return new TemporalTarget(TemporalFrontend.of(place.address()), place.ui());
    }

    /** Host and port of its frontend. */
    public String address() {
        return frontend.address();
    }

    /** The namespace to use there. */
    public String namespace() {
        return frontend.namespace();
    }

    /** The variables are those that the server and the worker read. */
    private static TemporalFrontend secured(TemporalFrontend frontend, Map<String, String> environment) {
        try {
            TemporalFrontend secured = frontend.withTls(TemporalTls.configured(
                    enabled(environment),
                    path(environment, "TLS_AUTHORITY"),
                    path(environment, "TLS_CERTIFICATE"),
                    path(environment, "TLS_KEY"),
                    value(environment, "TLS_SERVERNAME")));
            String key = value(environment, "APIKEY");
            Path file = path(environment, "APIKEYFILE");
            if (key != null && file != null) {
                throw CliFailure.invalid(
                        VARIABLES + "APIKEY and " + VARIABLES + "APIKEYFILE are both set", "leave out one");
            }
            if (key != null) {
                return secured.withApiKey(() -> key);
            }
            return file == null ? secured : secured.withApiKeyFile(file);
        } catch (IllegalArgumentException wrong) {
            throw CliFailure.invalid(
                    String.valueOf(wrong.getMessage()),
                    "in the environment, tls.enabled is " + VARIABLES + "TLS_ENABLED");
        }
    }

    private static boolean enabled(Map<String, String> environment) {
        String text = value(environment, "TLS_ENABLED");
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (!text.equalsIgnoreCase("true")) {
            throw CliFailure.invalid(VARIABLES + "TLS_ENABLED is '" + text + "'", "it is true or false");
        }
        return true;
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String text = environment.getOrDefault(VARIABLES + name, "").strip();
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Path path(Map<String, String> environment, String name) {
        String text = value(environment, name);
        return text == null ? null : Path.of(text);
    }

    private static void check(String address, String source) {
        if (!address.matches("[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}")) {
            throw CliFailure.invalid(
                    source + " is '" + address + "', which is no address",
                    "it is host:port of Temporal's frontend, like 127.0.0.1:7233");
        }
    }

    /** Of a server on this machine the UI can be found. */
    private static @Nullable String ui(String address, LocalTemporal local) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        if (!host.equals("127.0.0.1") && !host.equals("localhost")) {
            return null;
        }
        int port = Integer.parseInt(address.substring(colon + 1));
        return local.serving()
                .filter(place -> place.port() == port)
                .map(TemporalPlace::ui)
                .orElseGet(
                        () -> LocalTemporal.serves(port + UI_ABOVE) ? "http://127.0.0.1:" + (port + UI_ABOVE) : null);
    }
}
