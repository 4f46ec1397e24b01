package io.landlord.provider.temporal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;

/**
 * Lines of a history or a journal in few characters: gzipped JSON in base64. A line differs from the one before in little, so ten
 * thousand take about as much room as five hundred that can be read.
 *
 * @param count how many lines there are in the text
 */
record PackedLines(String text, int count) {
    /** After so many bytes no line begins. What the compressor still holds then, and the last line, come on top. */
    private static final int FULL = 150_000;

    /** The first of these lines, as many as there is room for; at least one. */
    static <T> PackedLines of(List<T> all, Function<T, JsonNode> written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int count = 0;
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 1 << 13)) {
            while (count < all.size() && bytes.size() < FULL) {
                gzip.write(JsonPayloads.MAPPER.writeValueAsBytes(written.apply(all.get(count++))));
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new PackedLines(Base64.getEncoder().encodeToString(bytes.toByteArray()), count);
    }

    static List<JsonNode> read(String text) {
        try (GZIPInputStream gzip = new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(text)), 1 << 13);
                MappingIterator<JsonNode> lines =
                        JsonPayloads.MAPPER.readerFor(JsonNode.class).readValues(gzip)) {
            return lines.readAll();
        } catch (IOException wrong) {
            throw new Unreadable("an answer is damaged: " + wrong.getMessage(), wrong);
        }
    }
}
