package io.landlord.control.template;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a template can be told when it is used.
 *
 * @param name a letter, then letters, digits and {@code _}, at most 64
 * @param required whether a tenant must give it; one with a default is never missing
 * @param defaultValue what it is when it is not given; {@code null} leaves it out
 * @param allowed the values it may have; empty allows every value of its type
 * @param description for people; may be empty
 */
public record TemplateParameter(
        String name,
        Type type,
        boolean required,
        @Nullable JsonNode defaultValue,
        List<JsonNode> allowed,
        String description) {
    public TemplateParameter {
        allowed = List.copyOf(allowed);
    }

    /** The types a parameter can have. */
    public enum Type {
        STRING,
        /** A number equal to an integer. */
        INTEGER,
        NUMBER,
        BOOLEAN;

        /** The name used in documents and answers, {@code integer}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
