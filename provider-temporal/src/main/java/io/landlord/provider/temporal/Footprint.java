package io.landlord.provider.temporal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What an execution is at Temporal and what it has cost there so far.
 *
 * @param workflowId its workflow id, the same for all of its runs
 * @param runId the newest run
 * @param programHash what it runs
 * @param closed whether its newest run has ended
 * @param runs how many runs it has, of those that Temporal still keeps; more than one after continue-as-new
 * @param events the events in the histories of all these runs
 */
public record Footprint(
        String namespace, String workflowId, String runId, String programHash, boolean closed, int runs, long events) {

    /** Where Temporal's UI shows it, which itself is at this URL. */
    public String in(String ui) {
        return (ui.endsWith("/") ? ui : ui + "/") + "namespaces/" + encoded(namespace) + "/workflows/"
                + encoded(workflowId) + "/" + encoded(runId) + "/history";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
