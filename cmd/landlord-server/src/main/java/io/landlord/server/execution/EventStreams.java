package io.landlord.server.execution;

import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.core.workflow.Waiting;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.Closing;
import io.landlord.server.http.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes executions' events as they happen (server-sent events, WHATWG HTML 9.2). Each stream holds a virtual thread that asks
 * after its execution, fast while something happens and once a second when nothing does.
 */
@Component
final class EventStreams {
    static final int MOST_AT_ONCE = 256;
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Logger logger = LoggerFactory.getLogger(EventStreams.class);
    private final WorkflowManager facade;
    private final Waiting waiting;
    private final Closing closing;
    private final JsonMapper json;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    EventStreams(WorkflowManager facade, Waiting waiting, Closing closing, JsonMapper json) {
        this.facade = facade;
        this.waiting = waiting;
        this.closing = closing;
        this.json = json;
    }

    /** Writes until the execution or the server ends, or nobody reads any more. */
    void stream(String executionId, @Nullable String lastEventId, HttpServletResponse response) throws IOException {
        long seen = sequence(lastEventId);
        ExecutionStatus status = facade.getExecutionStatus(executionId);
        if (!places.tryAcquire()) {
            throw new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too_many_streams",
                    "there are " + MOST_AT_ONCE + " streams of events already",
                    List.of(),
                    Map.of(HttpHeaders.RETRY_AFTER, "5"));
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // Proxies that gather output before they pass it on would hold events back.
            response.setHeader("X-Accel-Buffering", "no");
            response.flushBuffer();
            follow(status, seen, response.getOutputStream());
        } catch (IOException gone) {
            logger.atDebug().log("nobody reads the stream of {} any more", executionId);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private static long sequence(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return 0;
        }
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw Refusal.badRequest("invalid_header", "the header Last-Event-ID is no id that a stream gave");
        }
        return Long.parseLong(lastEventId);
    }

    private void follow(ExecutionStatus first, long after, OutputStream out) throws IOException, InterruptedException {
        ExecutionStatus status = first;
        long seen = after;
        Duration pause = SHORTEST_PAUSE;
        Duration written = waiting.elapsed();
        while (true) {
            long last = write(status.history(), seen, out);
            if (last > seen) {
                seen = last;
                pause = SHORTEST_PAUSE;
                written = waiting.elapsed();
            }
            if (status.state().isFinal() || closing.hasBegun()) {
                return;
            }
            if (waiting.elapsed().minus(written).compareTo(HEARTBEAT) >= 0) {
                out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                written = waiting.elapsed();
            }
            waiting.pause(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(3).dividedBy(2) : LONGEST_PAUSE;
            status = facade.getExecutionStatus(status.executionId());
        }
    }

    private long write(List<ExecutionEvent> history, long after, OutputStream out) throws IOException {
        long last = after;
        for (ExecutionEvent event : history) {
            if (event.sequence() > after) {
                String text =
                        "id: " + event.sequence() + "\nevent: " + event.type().wireName() + "\ndata: "
                                + json.writeValueAsString(ExecutionViews.Event.of(event)) + "\n\n";
                out.write(text.getBytes(StandardCharsets.UTF_8));
                last = event.sequence();
            }
        }
        if (last > after) {
            out.flush();
        }
        return last;
    }
}
