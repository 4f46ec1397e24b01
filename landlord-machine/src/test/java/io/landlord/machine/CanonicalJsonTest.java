package io.landlord.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** RFC 8785: the samples of its appendix B and the rules of its section 3.2. */
class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbers_are_written_as_the_samples_of_the_rfc(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.write(DoubleNode.valueOf(value))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"2, 1e-323", "4, 2e-323", "20, 1e-322", "21, 1.04e-322"})
    void the_smallest_numbers_have_as_few_digits_as_tell_them_apart(long units, String text) {
        assertThat(CanonicalJson.write(DoubleNode.valueOf(units * Double.MIN_VALUE)))
                .isEqualTo(text);
    }

    @Test
    void keys_are_ordered_by_their_utf_16_units() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String key : new String[] {"\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"}) {
            object.put(key, 0);
        }

        assertThat(CanonicalJson.write(object))
                .isEqualTo(
                        "{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,\"\ud83d\ude00\":0,\"\ufb33\":0}");
    }

    @Test
    void text_escapes_only_what_it_must() {
        assertThat(CanonicalJson.write(StringNode.valueOf("\u20ac$\u000f\nA'B\"\\\\\"/\u007f")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\"");
    }

    @Test
    void literals_arrays_and_empty_containers_have_no_white_space() {
        assertThat(CanonicalJson.write(Programs.json("{b: [null, true, false, {}, []], a: 1.50}")))
                .isEqualTo("{\"a\":1.5,\"b\":[null,true,false,{},[]]}");
    }
}
