package io.landlord.server.configuration;

import io.landlord.api.error.LandlordException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;

/** Says why the server cannot start and what to do, without a stack trace. Made by Spring Boot, which needs it public. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailureAnalyzer implements FailureAnalyzer {
    private static final String CORRECT = "Correct the configuration (docs/configuration.md) and start again.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            FailureAnalysis analysis = switch (cause) {
                case Misconfiguration mistake ->
                    new FailureAnalysis(String.valueOf(mistake.getMessage()), mistake.action(), failure);
                case LandlordException refusal -> refused(refusal, failure);
                case InvalidConfigurationPropertyValueException mistake ->
                    new FailureAnalysis(mistake.getName() + " is not right: " + mistake.getReason(), CORRECT, failure);
                case BindException mistake -> new FailureAnalysis(wrong(mistake), CORRECT, failure);
                default -> null;
            };
            if (analysis != null) {
                return analysis;
            }
        }
        return null;
    }

    private static FailureAnalysis refused(LandlordException refusal, Throwable failure) {
        String action = refusal.code().category().retryable()
                ? "Start what cannot be reached, or correct its address, user and password (docs/configuration.md)."
                : CORRECT;
        return new FailureAnalysis(String.valueOf(refusal.getMessage()), action, failure);
    }

    /** Values are only shown where they cannot be secrets. */
    private static String wrong(BindException mistake) {
        for (Throwable cause = mistake; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindValidationException validation) {
                return violations(validation.getValidationErrors());
            }
        }
        Class<?> type = mistake.getTarget().getType().resolve(Object.class);
        ConfigurationProperty property = mistake.getProperty();
        Object value = property == null ? null : property.getValue();
        String shown = value == null || type == String.class ? "" : " is '" + value + "', and";
        return mistake.getName() + shown + " must be " + expected(type);
    }

    private static String violations(ValidationErrors errors) {
        return errors.getAllErrors().stream()
                .map(error -> error instanceof FieldError field
                        ? errors.getName() + "." + DataObjectPropertyName.toDashedForm(field.getField()) + " "
                                + error.getDefaultMessage()
                        : String.valueOf(error.getDefaultMessage()))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "InetAddress" -> "an address of this machine";
            default -> "a value of the kind that docs/configuration.md names";
        };
    }
}
