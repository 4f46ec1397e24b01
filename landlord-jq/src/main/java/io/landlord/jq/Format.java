package io.landlord.jq;

import io.landlord.jq.text.JsonText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The {@code @format}s: ways to write a value as a string. */
enum Format {
    TEXT,
    JSON,
    CSV,
    TSV,
    HTML,
    URI,
    URID,
    SH,
    BASE64,
    BASE64D,
    BASE32,
    BASE32D;

    private String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Format named(String name) {
        for (Format format : values()) {
            if (format.title().equals(name)) {
                return format;
            }
        }
        return null;
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(Format::title).toList();
    }

    JsonNode apply(Evaluator evaluator, JsonNode value) {
        Heap heap = evaluator.heap;
        return switch (this) {
            case TEXT -> value.isString() ? value : text(heap, value);
            case JSON -> heap.string(json(heap, value));
            case CSV -> heap.string(row(heap, value, ",", "csv", true));
            case TSV -> heap.string(row(heap, value, "\t", "tsv", false));
            case HTML -> heap.string(Encodings.html(string(heap, value)));
            case URI -> heap.string(Encodings.uri(string(heap, value)));
            case URID -> heap.string(Encodings.uriDecoded(string(heap, value)));
            case SH -> heap.string(shell(heap, value));
            case BASE64 -> heap.string(Encodings.base64(string(heap, value)));
            case BASE64D -> heap.string(Encodings.base64Decoded(string(heap, value)));
            case BASE32 -> heap.string(Encodings.base32(string(heap, value)));
            case BASE32D -> heap.string(Encodings.base32Decoded(string(heap, value)));
        };
    }

    static JsonNode text(Heap heap, JsonNode value) {
        return value.isString() ? value : heap.string(json(heap, value));
    }

    static String json(Heap heap, JsonNode value) {
        heap.meter.grow(heap.length(value));
        return JsonText.write(value, heap.meter);
    }

    private static String string(Heap heap, JsonNode value) {
        String text = value.isString() ? value.stringValue() : json(heap, value);
        heap.meter.step(text.length() / 16);
        heap.meter.grow(text.length());
        return text;
    }

    private static String row(Heap heap, JsonNode value, String separator, String title, boolean quoted) {
        if (!value.isArray()) {
            throw new JqException(Texts.describe(value) + " cannot be " + title + "-formatted, only array");
        }
        StringBuilder out = new StringBuilder();
        String between = "";
        for (JsonNode cell : value) {
            heap.meter.step(1);
            out.append(between);
            between = separator;
            switch (Kind.of(cell)) {
                case NULL -> {}
                case TRUE -> out.append("true");
                case FALSE -> out.append("false");
                case NUMBER -> out.append(number(cell));
                case STRING -> {
                    String text = string(heap, cell);
                    out.append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : Encodings.tabbed(text));
                }
                case ARRAY, OBJECT ->
                    throw new JqException(Texts.describe(cell) + " is not valid in a " + title + " row");
            }
        }
        return out.toString();
    }

    private static String number(JsonNode cell) {
        double value = JqValues.numeric(cell);
        return Double.isNaN(value) ? "" : JsonText.number(value);
    }

    private static String shell(Heap heap, JsonNode value) {
        if (!value.isArray()) {
            return shellWord(heap, value);
        }
        StringBuilder out = new StringBuilder();
        for (JsonNode word : value) {
            heap.meter.step(1);
            out.append(out.isEmpty() ? "" : " ").append(shellWord(heap, word));
        }
        return out.toString();
    }

    private static String shellWord(Heap heap, JsonNode value) {
        if (value.isContainer()) {
            throw new JqException(Texts.describe(value) + " can not be escaped for shell");
        }
        return value.isString() ? "'" + string(heap, value).replace("'", "'\\''") + "'" : json(heap, value);
    }
}
