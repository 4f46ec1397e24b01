package io.landlord.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;

/**
 * Reads every body there is: at most {@value #MOST_BYTES} bytes of JSON or YAML, as a {@link ReceivedBody} or as the record of
 * a request.
 *
 * <p>Forms and plain text are refused on purpose: a page of another site can make a browser send those to a server on its own
 * machine, and nothing else.
 */
@Component
@Order(0)
final class BodyConverter implements HttpMessageConverter<Object> {
    static final int MOST_BYTES = 10_000_000;

    private static final List<MediaType> MEDIA_TYPES = List.of(
            MediaType.APPLICATION_JSON,
            MediaType.APPLICATION_YAML,
            new MediaType("application", "x-yaml"),
            new MediaType("text", "yaml"),
            new MediaType("text", "x-yaml"),
            new MediaType("application", "*+json"),
            new MediaType("application", "*+yaml"));

    private final RecordBinder binder;

    BodyConverter(RecordBinder binder) {
        this.binder = binder;
    }

    static Refusal unsupported(String what) {
        return new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                ProblemStatus.code(415),
                what + "; send application/json or application/yaml in UTF-8",
                List.of(),
                Map.of(HttpHeaders.ACCEPT, "application/json, application/yaml"));
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return (type == ReceivedBody.class || type.isRecord())
                && mediaType != null
                && MEDIA_TYPES.stream().anyMatch(known -> known.includes(mediaType));
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return MEDIA_TYPES;
    }

    @Override
    public Object read(Class<?> type, HttpInputMessage message) throws IOException {
        HttpHeaders headers = message.getHeaders();
        MediaType mediaType = headers.getContentType();
        if (mediaType != null
                && mediaType.getCharset() != null
                && !mediaType.getCharset().equals(StandardCharsets.UTF_8)) {
            throw unsupported("the charset is " + mediaType.getCharset());
        }
        ReceivedBody body = ReceivedBody.read(bytes(headers.getContentLength(), message.getBody()), binder);
        return type == ReceivedBody.class ? body : body.as(type);
    }

    /**
     * The bytes of a body.
     *
     * @throws Refusal when there are too many
     */
    static byte[] read(HttpServletRequest request) throws IOException {
        return bytes(request.getContentLengthLong(), request.getInputStream());
    }

    /** A length that was not told in advance is found out by reading one byte more than there may be. */
    private static byte[] bytes(long told, InputStream stream) {
        if (told > MOST_BYTES) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            bytes = stream.readNBytes(MOST_BYTES + 1);
        } catch (IOException failure) {
            throw Refusal.badRequest("invalid_body", "the body could not be read to its end");
        }
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static Refusal tooLarge() {
        return new Refusal(
                HttpStatus.CONTENT_TOO_LARGE,
                ProblemStatus.code(413),
                "the body has more than 10 MB (" + MOST_BYTES + " bytes)");
    }

    @Override
    public void write(Object value, @Nullable MediaType mediaType, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("only reads");
    }
}
