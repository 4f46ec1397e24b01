package io.landlord.jq;

/** The gamma function, by Lanczos' approximation (g = 7, nine terms): good to about 15 digits. */
final class SpecialFunctions {
    private static final double[] TERMS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-06,
        1.5056327351493116e-07
    };

    private SpecialFunctions() {}

    static double gamma(double x) {
        if (x == Math.rint(x)) {
            return factorial(x);
        }
        if (x < 0.5) {
            return Math.PI / (StrictMath.sin(Math.PI * x) * gamma(1 - x));
        }
        double base = x - 1 + 7.5;
        double power = StrictMath.pow(base, (x - 0.5) / 2);
        return Math.sqrt(2 * Math.PI) * power * StrictMath.exp(-base) * power * series(x - 1);
    }

    private static double factorial(double x) {
        if (x <= 0) {
            return x == 0 ? 1 / x : Double.NaN;
        }
        if (x > 171) {
            return Double.POSITIVE_INFINITY;
        }
        double product = 1;
        for (int i = 2; i < x; i++) {
            product *= i;
        }
        return product;
    }

    static double logGamma(double x) {
        if (Double.isInfinite(x) || (x <= 0 && x == Math.rint(x))) {
            return Double.POSITIVE_INFINITY;
        }
        if (x == 1 || x == 2) {
            return 0;
        }
        if (x < 0.5) {
            return StrictMath.log(Math.abs(Math.PI / StrictMath.sin(Math.PI * x))) - logGamma(1 - x);
        }
        double base = x - 1 + 7.5;
        return 0.5 * StrictMath.log(2 * Math.PI)
                + (x - 0.5) * StrictMath.log(base)
                - base
                + StrictMath.log(series(x - 1));
    }

    private static double series(double x) {
        double sum = TERMS[0];
        for (int i = 1; i < TERMS.length; i++) {
            sum += TERMS[i] / (x + i);
        }
        return sum;
    }
}
