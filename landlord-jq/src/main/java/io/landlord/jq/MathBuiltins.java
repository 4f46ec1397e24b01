package io.landlord.jq;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Builtins over numbers. */
final class MathBuiltins {
    private MathBuiltins() {}

    static void addTo(Map<String, NativeFunction> table) {
        addRoundings(table);
        addFunctions(table);
        addPairs(table);
        test(table, "isnan", Double::isNaN);
        test(table, "isinfinite", Double::isInfinite);
        test(table, "isnormal", x -> Double.isFinite(x) && Math.abs(x) >= Double.MIN_NORMAL);
        table.put("nan/0", (m, in, a) -> JqValues.number(Double.NaN));
        table.put("infinite/0", (m, in, a) -> JqValues.number(Double.POSITIVE_INFINITY));
        table.put(
                "abs/0",
                (m, in, a) -> in.isNumber() && !(JqValues.numeric(in) >= 0) ? Arithmetic.negate(in) : absolute(in));
        table.put("frexp/0", (m, in, a) -> frexp(m, number(in)));
        table.put("modf/0", (m, in, a) -> {
            double x = number(in);
            double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
            return pair(m, Double.isInfinite(x) ? 0 : x - whole, whole);
        });
        table.put("lgamma_r/0", (m, in, a) -> {
            double x = number(in);
            boolean negative = x < 0 && Math.floor(x) % 2 != 0;
            return pair(m, SpecialFunctions.logGamma(x), negative ? -1 : 1);
        });
        table.put("fma/3", (m, in, a) -> JqValues.number(Math.fma(number(a[0]), number(a[1]), number(a[2]))));
    }

    /** Kinds other than numbers order above them, as jq has it; null and booleans below, so they fail. */
    private static JsonNode absolute(JsonNode value) {
        Kind kind = Kind.of(value);
        if (kind.compareTo(Kind.NUMBER) < 0) {
            return Arithmetic.negate(value);
        }
        return value;
    }

    private static void addRoundings(Map<String, NativeFunction> table) {
        one(table, "floor", Math::floor);
        one(table, "ceil", Math::ceil);
        one(table, "round", x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x));
        one(table, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        one(table, "rint", Math::rint);
        one(table, "nearbyint", Math::rint);
        one(table, "fabs", Math::abs);
        one(table, "significand", MathBuiltins::significand);
        one(
                table,
                "logb",
                x -> x == 0 ? Double.NEGATIVE_INFINITY : Double.isInfinite(x) ? Double.POSITIVE_INFINITY : exponent(x));
    }

    private static void addFunctions(Map<String, NativeFunction> table) {
        one(table, "sqrt", Math::sqrt);
        one(table, "cbrt", Math::cbrt);
        one(table, "sin", StrictMath::sin);
        one(table, "cos", StrictMath::cos);
        one(table, "tan", StrictMath::tan);
        one(table, "asin", StrictMath::asin);
        one(table, "acos", StrictMath::acos);
        one(table, "atan", StrictMath::atan);
        one(table, "sinh", StrictMath::sinh);
        one(table, "cosh", StrictMath::cosh);
        one(table, "tanh", StrictMath::tanh);
        one(
                table,
                "asinh",
                x -> Double.isInfinite(x) ? x : Math.copySign(StrictMath.log(Math.abs(x) + Math.sqrt(x * x + 1)), x));
        one(table, "acosh", x -> StrictMath.log(x + Math.sqrt(x * x - 1)));
        one(table, "atanh", x -> 0.5 * StrictMath.log((1 + x) / (1 - x)));
        one(table, "exp", StrictMath::exp);
        one(table, "exp2", x -> StrictMath.pow(2, x));
        one(table, "exp10", x -> StrictMath.pow(10, x));
        one(table, "expm1", StrictMath::expm1);
        one(table, "log", StrictMath::log);
        one(table, "log2", MathBuiltins::log2);
        one(table, "log10", StrictMath::log10);
        one(table, "log1p", StrictMath::log1p);
        one(table, "gamma", SpecialFunctions::logGamma);
        one(table, "lgamma", SpecialFunctions::logGamma);
        one(table, "tgamma", SpecialFunctions::gamma);
    }

    private static void addPairs(Map<String, NativeFunction> table) {
        two(table, "pow", StrictMath::pow);
        two(table, "atan2", StrictMath::atan2);
        two(table, "fmod", (x, y) -> x % y);
        two(table, "fmin", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y));
        two(table, "fmax", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y));
        two(table, "fdim", (x, y) -> x > y ? x - y : Double.isNaN(x + y) ? Double.NaN : 0);
        two(table, "hypot", StrictMath::hypot);
        two(table, "copysign", Math::copySign);
        two(table, "drem", Math::IEEEremainder);
        two(table, "remainder", Math::IEEEremainder);
        two(table, "nextafter", Math::nextAfter);
        two(table, "nexttoward", Math::nextAfter);
        two(table, "ldexp", MathBuiltins::scale);
        two(table, "scalb", MathBuiltins::scale);
        two(table, "scalbln", MathBuiltins::scale);
    }

    private static double log2(double x) {
        double exponent = exponent(x);
        return Double.isFinite(x) && x > 0 && x == Math.scalb(1.0, (int) exponent)
                ? exponent
                : StrictMath.log(x) / StrictMath.log(2);
    }

    private static int exponent(double x) {
        int exponent = Math.getExponent(x);
        return exponent < Double.MIN_EXPONENT ? Math.getExponent(x * 0x1p54) - 54 : exponent;
    }

    private static double significand(double x) {
        return x == 0 || !Double.isFinite(x) ? x : scale(x, -exponent(x));
    }

    private static double scale(double x, double power) {
        double bounded = Math.max(-3000, Math.min(3000, power));
        int half = (int) bounded / 2;
        return Math.scalb(Math.scalb(x, half), (int) bounded - half);
    }

    private static JsonNode frexp(Evaluator evaluator, double x) {
        if (x == 0 || !Double.isFinite(x)) {
            return pair(evaluator, x, 0);
        }
        int exponent = exponent(x) + 1;
        return pair(evaluator, scale(x, -exponent), exponent);
    }

    private static JsonNode pair(Evaluator evaluator, double first, double second) {
        return evaluator.heap.arrayOf(List.of(JqValues.number(first), JqValues.number(second)));
    }

    private static double number(JsonNode value) {
        if (!value.isNumber()) {
            throw new JqException(Texts.describe(value) + " number required");
        }
        return JqValues.numeric(value);
    }

    private static void one(Map<String, NativeFunction> table, String name, DoubleUnaryOperator function) {
        table.put(name + "/0", (m, in, a) -> JqValues.number(function.applyAsDouble(number(in))));
    }

    private static void two(Map<String, NativeFunction> table, String name, DoubleBinaryOperator function) {
        table.put(name + "/2", (m, in, a) -> JqValues.number(function.applyAsDouble(number(a[0]), number(a[1]))));
    }

    private static void test(Map<String, NativeFunction> table, String name, DoublePredicate predicate) {
        table.put(
                name + "/0", (m, in, a) -> BooleanNode.valueOf(in.isNumber() && predicate.test(JqValues.numeric(in))));
    }
}
