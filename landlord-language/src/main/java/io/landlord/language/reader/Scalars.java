package io.landlord.language.reader;

import io.landlord.jq.JqValues;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** What a plain scalar is, by the core schema of YAML 1.2; numbers are in the one form that expressions give them. */
final class Scalars {
    private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("false", "False", "FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");
    private static final String NUMBERS_BEGIN = "0123456789-+.";
    private static final int SURELY_LONG = 15;
    private static final int LONGEST_NUMBER = 400;

    private Scalars() {}

    /** The value of plain text. */
    static JsonNode plain(String text, Place place) throws ReadFailure {
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        if (NUMBERS_BEGIN.indexOf(text.charAt(0)) < 0) {
            return word(text);
        }
        Optional<JsonNode> number = number(text, place);
        return number.isPresent() ? number.get() : StringNode.valueOf(text);
    }

    private static JsonNode word(String text) {
        if (NULLS.contains(text)) {
            return NullNode.getInstance();
        }
        if (TRUES.contains(text) || FALSES.contains(text)) {
            return BooleanNode.valueOf(TRUES.contains(text));
        }
        return StringNode.valueOf(text);
    }

    /** The number that the text is, if it is one. */
    static Optional<JsonNode> number(String text, Place place) throws ReadFailure {
        if (text.length() <= SURELY_LONG && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return text.isEmpty() ? Optional.empty() : Optional.of(JqValues.number(Long.parseLong(text)));
        }
        if (NO_NUMBER.matcher(text).matches()) {
            throw new ReadFailure(
                    "invalid-number",
                    place,
                    "'" + text + "' is not a number that JSON has",
                    "write it in quotes if it is text");
        }
        boolean decimal = DECIMAL.matcher(text).matches();
        boolean octal = !decimal && OCTAL.matcher(text).matches();
        boolean hex = !decimal && !octal && HEX.matcher(text).matches();
        if (!decimal && !octal && !hex) {
            return Optional.empty();
        }
        if (text.length() > LONGEST_NUMBER) {
            throw new ReadFailure(
                    "invalid-number", place, "the number has more than " + LONGEST_NUMBER + " characters", null);
        }
        double value =
                decimal ? Double.parseDouble(text) : new BigInteger(text.substring(2), octal ? 8 : 16).doubleValue();
        if (Double.isInfinite(value)) {
            throw new ReadFailure("invalid-number", place, "the number is too large", null);
        }
        return Optional.of(JqValues.number(value));
    }
}
