package io.landlord.machine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON in the one form that RFC 8785 allows, so that equal values are equal bytes: keys sorted by UTF-16 units, no
 * white space, numbers as ECMAScript writes doubles.
 */
public final class CanonicalJson {
    private static final int LARGEST_PLAIN_EXPONENT = 21;
    private static final int SMALLEST_PLAIN_EXPONENT = -7;

    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private CanonicalJson() {}

    /** The canonical text of a value. Values nest as deep as the stack allows; those of executions are bounded. */
    public static String write(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** The SHA-256 of the canonical text, in lower-case hexadecimal. */
    public static String hash(JsonNode value) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(write(value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            List<String> names = new ArrayList<>(value.propertyNames());
            names.sort(Comparator.naturalOrder());
            char separator = '{';
            for (String name : names) {
                text.append(separator);
                string(name, text);
                text.append(':');
                write(value.get(name), text);
                separator = ',';
            }
            text.append(separator == '{' ? "{}" : "}");
        } else if (value.isArray()) {
            char separator = '[';
            for (JsonNode item : value) {
                text.append(separator);
                write(item, text);
                separator = ',';
            }
            text.append(separator == '[' ? "[]" : "]");
        } else if (value.isString()) {
            string(value.stringValue(), text);
        } else if (value.isNumber()) {
            text.append(number(value.doubleValue()));
        } else {
            text.append(value.isNull() ? "null" : value.booleanValue());
        }
    }

    private static void string(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            switch (unit) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (unit < 0x20) {
                        text.append(String.format("\\u%04x", (int) unit));
                    } else {
                        text.append(unit);
                    }
                }
            }
        }
        text.append('"');
    }

    /** ECMAScript's Number::toString; Java's own shortest digits, put in its form. */
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        if (value < 0) {
            return "-" + number(-value);
        }
        BigDecimal decimal = shortest(value);
        String digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        if (point > LARGEST_PLAIN_EXPONENT || point <= SMALLEST_PLAIN_EXPONENT + 1) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            int exponent = point - 1;
            return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
        return decimal.toPlainString();
    }

    /** Java gives two digits where one is enough for the smallest numbers, 4.9E-324; ECMAScript gives one, 5e-324. */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal rounded = decimal.round(ONE_DIGIT);
        return decimal.precision() == 2 && rounded.doubleValue() == value ? rounded.stripTrailingZeros() : decimal;
    }
}
