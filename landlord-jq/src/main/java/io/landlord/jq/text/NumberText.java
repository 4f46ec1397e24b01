package io.landlord.jq.text;

import java.math.BigDecimal;
import java.math.MathContext;

/** Doubles in the form of the C library code that jq prints them with. */
final class NumberText {
    private static final int MOST_ZEROS = 15;
    private static final int LEAST_POINT = -4;

    private NumberText() {}

    static String write(double value) {
        if (Double.isNaN(value)) {
            return "null";
        }
        if (value == 0) {
            return "0";
        }
        double finite = Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value;
        String text = form(Math.abs(finite));
        return finite < 0 ? "-" + text : text;
    }

    private static String form(double value) {
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        if (point <= LEAST_POINT || point > digits.length() + MOST_ZEROS) {
            return scientific(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = exponent < 0 ? "-" : "+";
        String size = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + sign + size;
    }

    /** Java gives two digits where one would do for some subnormal numbers. */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (decimal.precision() != 2) {
            return decimal;
        }
        BigDecimal single = decimal.round(new MathContext(1)).stripTrailingZeros();
        return single.doubleValue() == value ? single : decimal;
    }
}
