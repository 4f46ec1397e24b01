package io.landlord.server.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.LiveServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an execution does, live (server-sent events). */
class EventStreamTest extends LiveServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One event as a browser would see it. */
    private record Sent(String id, String event, JsonNode data) {}

    private static Sent next(BufferedReader reader) throws IOException {
        String id = "";
        String event = "";
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return new Sent(id, event, JSON.readTree(data.toString()));
            }
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            }
        }
        return new Sent("", "", JSON.nullNode());
    }

    private static List<Sent> rest(BufferedReader reader) throws IOException {
        List<Sent> sent = new ArrayList<>();
        for (Sent event = next(reader); !event.id().isEmpty(); event = next(reader)) {
            sent.add(event);
        }
        return sent;
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void events_come_while_they_happen_and_the_stream_ends_with_the_execution() throws IOException {
        String gate = unique("stream");
        server().post("/v1/workflows?id=" + gate, gated("stream", gate));
        String execution = server().post("/v1/workflows/" + gate + "/executions", "{\"input\": {\"of\": \"mine\"}}")
                .field("id");
        probes.awaitReached(gate);

        HttpResponse<InputStream> response = server().stream("/v1/executions/" + execution + "/events");
        BufferedReader reader = reader(response);
        Sent started = next(reader);
        Sent task = next(reader);
        // Whatever has been read so far came while the execution waited.
        probes.open(gate);
        List<Sent> rest = rest(reader);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(started.id()).isEqualTo("1");
        assertThat(started.event()).isEqualTo("execution_started");
        assertThat(started.data().at("/data/of").stringValue()).isEqualTo("mine");
        assertThat(task.event()).isEqualTo("task_started");
        assertThat(task.data().get("task").stringValue()).isEqualTo("pass");
        assertThat(task.data().at("/data").isMissingNode()).isFalse();
        assertThat(rest)
                .extracting(Sent::event)
                .containsExactly("task_completed", "task_started", "task_completed", "execution_succeeded");
        assertThat(rest.getFirst().data().at("/data/passed").stringValue()).isEqualTo(gate);
        assertThat(rest).extracting(Sent::id).containsExactly("3", "4", "5", "6");
    }

    @Test
    void a_stream_is_the_history_bit_by_bit_and_resumes_after_an_event() throws IOException {
        String id = unique("resume");
        server().post("/v1/workflows?id=" + id, setting("resume", 1));
        String execution =
                server().post("/v1/workflows/" + id + "/executions", "").field("id");
        server().get("/v1/executions/" + execution, "Prefer", "wait=30");
        String path = "/v1/executions/" + execution + "/events";

        List<Sent> all = rest(reader(server().stream(path)));
        List<Sent> later = rest(reader(server().stream(path, "Last-Event-ID", "2")));
        List<Sent> none = rest(reader(server().stream(path, "Last-Event-ID", "4")));

        assertThat(all)
                .extracting(Sent::data)
                .containsExactlyElementsOf(server().get("/v1/executions/" + execution + "/history")
                        .items()
                        .toList());
        assertThat(later).isEqualTo(all.subList(2, 4));
        assertThat(none).isEmpty();
    }

    @Test
    void a_last_event_id_that_no_stream_gave_is_refused() {
        String id = unique("badresume");
        server().post("/v1/workflows?id=" + id, setting("badresume", 1));
        String execution =
                server().post("/v1/workflows/" + id + "/executions", "").field("id");

        assertThat(server().get("/v1/executions/" + execution + "/events", "Last-Event-ID", "first")
                        .status())
                .isEqualTo(400);
    }
}
