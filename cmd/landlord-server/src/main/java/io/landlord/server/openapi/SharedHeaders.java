package io.landlord.server.openapi;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMethod;

/** The headers that mean the same wherever they come. */
final class SharedHeaders {

    private SharedHeaders() {}

    static List<Parameter> request(OperationConventions.Kind kind) {
        List<Parameter> headers = new ArrayList<>();
        headers.add(header(
                "X-Correlation-Id",
                "Joins this request to its log lines, its executions and the calls they make. 1 to 128 of"
                        + " letters, digits, `.`, `_`, `:` and `-`; made up when it is absent or none such; always answered.",
                text()));
        if (kind.method() == RequestMethod.POST) {
            headers.add(header(
                    "Idempotency-Key",
                    "Has this request done once, however often it is sent within a day: the first answer is given again.",
                    text().pattern("^[!-~]{1,255}$")));
        }
        if (kind.versioned() && kind.changes()) {
            headers.add(header(
                    "If-Match",
                    "Only when its `ETag` is among these, or, with `*`, when it is there at all.",
                    text().pattern("^(\\*|\"[!#-~]+\"(, ?\"[!#-~]+\")*)$")));
        }
        if (kind.versioned() && kind.method() == RequestMethod.PUT) {
            headers.add(header(
                    "If-None-Match",
                    "`*`: only when it is not there yet. Not together with `If-Match`.",
                    allowing("*")));
        }
        if (kind.versioned() && kind.method() == RequestMethod.GET) {
            headers.add(header("If-None-Match", "Only when its `ETag` is another; 304 otherwise.", text()));
        }
        if (kind.waits()) {
            headers.add(header(
                    "Prefer",
                    "`wait=N` holds the answer back until there is nothing to wait for any more, at most N seconds, of"
                            + " which 60 are granted.",
                    text().example("wait=10")));
        }
        return headers;
    }

    static Map<String, Header> response(String status, OperationConventions.Kind kind) {
        Map<String, Header> headers = new LinkedHashMap<>();
        headers.put("X-Correlation-Id", correlation());
        if (status.equals("201") || status.equals("202")) {
            headers.put("Location", always("Where to look for it", text().format("uri-reference")));
        }
        if (kind.versioned() && Set.of("200", "201", "304").contains(status)) {
            headers.put("ETag", always("Its version, for `If-Match`", text().pattern("^\"[^\"]+\"$")));
        }
        if (kind.waits()) {
            headers.put("Preference-Applied", sometimes("Present when `Prefer: wait=N` was understood", text()));
        }
        if (status.equals("202") || kind.waits()) {
            headers.put("Retry-After", sometimes("Seconds; present while it is under way", seconds()));
        }
        if (kind.method() == RequestMethod.POST) {
            headers.put("Idempotency-Replayed", sometimes("`true`: an earlier answer, given again", allowing("true")));
        }
        return headers;
    }

    static Header correlation() {
        return always("The id that finds this request in the logs", text());
    }

    static Header retryAfter() {
        return sometimes("Seconds after which to try again", seconds());
    }

    private static Parameter header(String name, String description, Schema<?> schema) {
        return new HeaderParameter().name(name).description(description).schema(schema);
    }

    private static Header always(String description, Schema<?> schema) {
        return sometimes(description, schema).required(true);
    }

    private static Header sometimes(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }

    private static Schema<?> text() {
        return RecordSchemas.typed("string");
    }

    private static Schema<?> allowing(String value) {
        Schema<?> schema = text();
        schema.setConst(value);
        return schema;
    }

    private static Schema<?> seconds() {
        return RecordSchemas.typed("integer").minimum(BigDecimal.ZERO);
    }
}
