package io.landlord.cli.engines;

import io.landlord.cli.console.CliFailure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Temporal server that a command is to use.
 *
 * @param address host and port of its frontend
 * @param namespace the namespace to use there
 * @param ui where its UI is; {@code null} when nobody knows
 */
public record TemporalTarget(
        String address, String namespace, @Nullable String ui) {
    /** The variables that the server reads too. */
    public static final String ADDRESS = "LANDLORD_TEMPORAL_ADDRESS";

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
            return new TemporalTarget(address, namespace, told.isEmpty() ? ui(address, local) : told);
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
        return new TemporalTarget(place.address(), namespace, told.isEmpty() ? place.ui() : told);
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
