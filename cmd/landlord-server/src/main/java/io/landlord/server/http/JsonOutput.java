package io.landlord.server.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** How answers are written as JSON. */
public final class JsonOutput {

    private JsonOutput() {}

    /** A mapper that can write any text a Java string can hold. */
    public static JsonMapper mapper() {
        return JsonMapper.builder(
                        JsonFactory.builder().characterEscapes(new Surrogates()).build())
                .build();
    }

    /**
     * Characters beyond the first 65,536 are written as escapes: half of one, which some text of a handler may well end in,
     * has no other form in JSON, and Jackson would break off in the midst of the answer.
     */
    private static final class Surrogates extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
                    ? new SerializedString(String.format("\\u%04x", character))
                    : null;
        }
    }
}
