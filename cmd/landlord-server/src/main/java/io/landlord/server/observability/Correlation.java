package io.landlord.server.observability;

import io.landlord.core.handler.HandlerContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id that joins a request to its log lines, its executions and the calls they make. */
public final class Correlation {
    /** The header it comes and goes in. */
    public static final String HEADER = "X-Correlation-Id";

    /** Its key in the log's context. */
    public static final String KEY = HandlerContext.CORRELATION;

    private static final String ATTRIBUTE = Correlation.class.getName();
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private Correlation() {}

    /** The id of the request that this thread serves. */
    public static String current() {
        String id = MDC.get(KEY);
        return id == null ? made() : id;
    }

    /** The id of a request: the one it brought when that is well-formed, else one made for it; answered in its header. */
    public static String of(HttpServletRequest request, HttpServletResponse response) {
        Object known = request.getAttribute(ATTRIBUTE);
        String id = known == null ? accepted(request.getHeader(HEADER)) : known.toString();
        request.setAttribute(ATTRIBUTE, id);
        if (!response.isCommitted()) {
            response.setHeader(HEADER, id);
        }
        return id;
    }

    private static String accepted(@Nullable String given) {
        return given != null && ACCEPTED.matcher(given).matches() ? given : made();
    }

    private static String made() {
        return UUID.randomUUID().toString();
    }
}
