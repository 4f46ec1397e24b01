package io.landlord.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Reads the bodies of requests that say in their headers what their bodies are. */
@Component
public final class BodyReader {
    private final RecordBinder binder;

    BodyReader(RecordBinder binder) {
        this.binder = binder;
    }

    /**
     * The body as it was sent.
     *
     * @throws Refusal when it is too large, or ends too early
     */
    public byte[] bytes(HttpServletRequest request) throws IOException {
        return BodyConverter.read(request);
    }

    /**
     * The body as a tree that knows its places.
     *
     * @throws Refusal with every mistake, when it is not UTF-8, not JSON or YAML, or holds text that is none
     */
    public ReceivedBody read(byte[] body) {
        return ReceivedBody.read(body, binder);
    }
}
