package io.landlord.server.configuration;

import io.landlord.api.error.LandlordException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says why the server cannot start and what to do, without a stack trace. Made by Spring Boot, which needs it public. */
public final class StartFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Misconfiguration mistake) {
                return new FailureAnalysis(String.valueOf(mistake.getMessage()), mistake.action(), failure);
            }
            if (cause instanceof LandlordException refusal) {
                String action = refusal.code().category().retryable()
                        ? "Start what cannot be reached, or correct its address, user and password (docs/configuration.md)."
                        : "Correct the configuration (docs/configuration.md) and start again.";
                return new FailureAnalysis(String.valueOf(refusal.getMessage()), action, failure);
            }
        }
        return null;
    }
}
