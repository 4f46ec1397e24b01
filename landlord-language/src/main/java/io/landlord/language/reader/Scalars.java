package io.landlord.language.reader;

import io.landlord.jq.JqValues;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** What a plain scalar is, by the core schema of YAML 1.2; numbers are in the one form that expressions give them. */
final class Scalars {
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");
    private static final String BEGINNINGS = "~nNtTfF-+.0123456789";
    private static final int LONGEST_NUMBER = 400;

    private Scalars() {}

    /** The value of plain text. */
    static JsonNode plain(String text, Place place) throws ReadFailure {
        if (!text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) < 0) {
            return StringNode.valueOf(text);
        }
        if (NULL.matcher(text).matches()) {
            return NullNode.getInstance();
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return BooleanNode.valueOf(TRUE.matcher(text).matches());
        }
        Optional<JsonNode> number = number(text, place);
        return number.isPresent() ? number.get() : StringNode.valueOf(text);
    }

    /** The number that the text is, if it is one. */
    static Optional<JsonNode> number(String text, Place place) throws ReadFailure {
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
