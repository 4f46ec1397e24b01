package io.landlord.handlers.yaml;

import io.landlord.jq.JqValues;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** What a scalar is by the core schema of YAML 1.2 (section 10.3.2); numbers are in the one form of expressions. */
final class Scalars {
    private static final String CORE = "tag:yaml.org,2002:";
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.nan|\\.NaN|\\.NAN");
    private static final int LONGEST_NUMBER = 400;

    private Scalars() {}

    /** The scalar's value; empty when JSON has no such value. */
    static Optional<JsonNode> value(ScalarEvent event) {
        String text = event.getValue();
        String tag = event.getTag().orElse("");
        if (tag.isEmpty()) {
            return event.isPlain() ? plain(text) : Optional.of(StringNode.valueOf(text));
        }
        if (tag.equals("!") || tag.equals(CORE + "str")) {
            return Optional.of(StringNode.valueOf(text));
        }
        return plain(text)
                .filter(value -> tag.equals(typeOf(value)) || (tag.equals(CORE + "float") && value.isNumber()));
    }

    /** What the text is when nothing quotes or tags it. */
    static Optional<JsonNode> plain(String text) {
        if (NULL.matcher(text).matches()) {
            return Optional.of(NullNode.getInstance());
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return Optional.of(BooleanNode.valueOf(TRUE.matcher(text).matches()));
        }
        if (NO_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        Double number = number(text);
        if (number == null) {
            return Optional.of(StringNode.valueOf(text));
        }
        return Double.isFinite(number) ? Optional.of(JqValues.number(number)) : Optional.empty();
    }

    /** The number the text is, infinite when it is out of range, null when it is none. */
    private static @Nullable Double number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return null;
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        if (OCTAL.matcher(text).matches()) {
            return new BigInteger(text.substring(2), 8).doubleValue();
        }
        return HEX.matcher(text).matches() ? new BigInteger(text.substring(2), 16).doubleValue() : null;
    }

    private static String typeOf(JsonNode value) {
        return CORE
                + switch (value.getNodeType()) {
                    case NULL -> "null";
                    case BOOLEAN -> "bool";
                    case NUMBER -> value.isIntegralNumber() ? "int" : "float";
                    case ARRAY, BINARY, MISSING, OBJECT, POJO, STRING -> "str";
                };
    }
}
