package io.landlord.api.execution;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The eight error types of the specification (dsl-reference, "Standard Error Types").
 *
 * <p>The specification was renamed, and its text uses two path forms, so four URIs name each error. They are equal
 * wherever types are compared; what Landlord raises itself carries {@link #type()}.
 */
public enum StandardError {
    CONFIGURATION(400, "Invalid configuration"),
    VALIDATION(400, "Invalid data"),
    EXPRESSION(400, "Expression failed"),
    AUTHENTICATION(401, "Authentication failed"),
    AUTHORIZATION(403, "Not authorized"),
    TIMEOUT(408, "Timed out"),
    COMMUNICATION(500, "Communication failed"),
    RUNTIME(500, "Runtime error");

    private static final String PREFIX = "https://open-workflow-specification.org/spec/1.0.0/errors/";

    private static final List<String> FAMILIES = List.of(
            PREFIX,
            "https://open-workflow-specification.org/dsl/errors/types/",
            "https://serverlessworkflow.io/spec/1.0.0/errors/",
            "https://serverlessworkflow.io/dsl/errors/types/");

    private final int status;
    private final String title;

    StandardError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The URI of this error in the family that Landlord writes. */
    public String type() {
        return PREFIX + wireName();
    }

    /** The status an error of this type has unless a better one is known. */
    public int status() {
        return status;
    }

    /** A short summary for people. */
    public String title() {
        return title;
    }

    /** The standard error that this URI names in any of the families. */
    public static Optional<StandardError> of(String type) {
        for (String family : FAMILIES) {
            if (type.startsWith(family)) {
                String name = type.substring(family.length());
                for (StandardError error : values()) {
                    if (error.wireName().equals(name)) {
                        return Optional.of(error);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The URI in the family that Landlord writes when the type is a standard one, else the type itself. */
    public static String canonicalType(String type) {
        return of(type).map(StandardError::type).orElse(type);
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
