package io.landlord.server.configuration;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Tells people why the server did not start, on standard error: the log's line is for machines. Made by Spring Boot, which needs
 * it public.
 */
public final class StartFailureReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("landlord: cannot start: " + analysis.getDescription());
        String action = analysis.getAction();
        if (action != null && !action.isBlank()) {
            System.err.println(action);
        }
    }
}
