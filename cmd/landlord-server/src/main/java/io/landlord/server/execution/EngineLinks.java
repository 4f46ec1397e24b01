package io.landlord.server.execution;

import io.landlord.provider.temporal.TemporalProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where engines show executions to people.
 *
 * @param temporalUi the URL of Temporal's UI; {@code null} when it was not said
 * @param namespace the namespace of Temporal that executions are in
 */
public record EngineLinks(@Nullable String temporalUi, String namespace) {

    /** Where the UI of its engine shows an execution; {@code null} for an engine without one. Costs no request. */
    @Nullable
    String of(String provider, String executionId) {
        if (temporalUi == null || temporalUi.isBlank() || !provider.equals(TemporalProvider.NAME)) {
            return null;
        }
        String base = temporalUi.endsWith("/") ? temporalUi : temporalUi + "/";
        // Without a run, the UI goes to the newest.
        return base + "namespaces/" + encoded(namespace) + "/workflows/" + encoded(executionId);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
