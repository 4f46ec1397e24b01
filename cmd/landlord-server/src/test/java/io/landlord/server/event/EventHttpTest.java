package io.landlord.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Events and signals over HTTP (CloudEvents 1.0, "HTTP Protocol Binding" and "JSON Event Format"). */
class EventHttpTest extends LiveServer {

    /** Starts an execution that listens for events of this type, until it has so many. */
    private String listening(String type, int events, String read) {
        String workflow = unique("hear");
        String tasks = "- hear:\n    listen:\n      to: {any: [{with: {type: " + type + "}}], until: 'length == "
                + events + "'}\n      read: " + read;
        assertThat(server().post("/v1/workflows?id=" + workflow, definition(workflow, tasks))
                        .status())
                .isEqualTo(201);
        return server().post("/v1/workflows/" + workflow + "/executions", "").field("id");
    }

    private Answer ended(String execution) {
        return server().get("/v1/executions/" + execution, "Prefer", "wait=30");
    }

    private Answer signal(String execution, String body) {
        return server().post("/v1/executions/" + execution + "/signals", body);
    }

    private static String event(String id, String type, String more) {
        return "{\"specversion\": \"1.0\", \"id\": \"" + id + "\", \"source\": \"/till\", \"type\": \"" + type + "\""
                + more + "}";
    }

    @Test
    void a_signal_reaches_the_execution_it_is_sent_to() {
        String type = unique("answered");
        String execution = listening(type, 1, "data");

        Answer sent = signal(execution, "{\"name\": \"" + type + "\", \"data\": {\"answer\": true}}");

        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        assertThat(sent.field("id")).isEqualTo(execution);
        assertThat(sent.header("Location")).isEqualTo("/v1/executions/" + execution);
        assertThat(ended(execution).field("state")).isEqualTo("succeeded");
        assertThat(ended(execution).at("/output")).hasToString("[{\"answer\":true}]");
    }

    @Test
    void a_signal_without_data_has_null_and_the_same_id_counts_once() {
        String type = unique("answered");
        String execution = listening(type, 2, "data");

        Answer first = signal(execution, "{\"name\": \"" + type + "\", \"id\": \"1\"}");
        Answer again = signal(execution, "{\"name\": \"" + type + "\", \"id\": \"1\"}");
        Answer other = signal(execution, "{\"name\": \"" + type + "\", \"id\": \"2\", \"data\": 2}");

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(other.status()).isEqualTo(202);
        assertThat(ended(execution).at("/output")).hasToString("[null,2]");
    }

    @Test
    void a_signal_that_comes_before_its_listen_waits() {
        String gate = unique("early");
        String workflow = unique("hear");
        String tasks = "- pass:\n    call: test.gate\n    with: {name: " + gate
                + "}\n- hear:\n    listen: {to: {one: {with:" + " {type: " + gate + "}}}}";
        server().post("/v1/workflows?id=" + workflow, definition(workflow, tasks));
        String execution =
                server().post("/v1/workflows/" + workflow + "/executions", "").field("id");
        probes.awaitReached(gate);

        Answer sent = signal(execution, "{\"name\": \"" + gate + "\", \"data\": 7}");
        probes.open(gate);

        assertThat(sent.status()).isEqualTo(202);
        assertThat(ended(execution).at("/output")).hasToString("[7]");
    }

    @Test
    void a_signal_for_what_is_not_there_or_has_ended_is_refused() {
        String type = unique("answered");
        String execution = listening(type, 1, "data");
        signal(execution, "{\"name\": \"" + type + "\"}");
        ended(execution);

        Answer late = signal(execution, "{\"name\": \"" + type + "\"}");
        Answer nowhere = signal(unique("none"), "{\"name\": \"" + type + "\"}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.field("code")).isEqualTo("execution_conflict");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.field("code")).isEqualTo("execution_not_found");
    }

    @Test
    void a_signal_needs_a_name_and_its_mistakes_have_places() {
        String execution = listening(unique("answered"), 1, "data");

        Answer nameless = signal(execution, "{\"data\": 1}");
        Answer blank = signal(execution, "{\"name\": \"a\",\n \"id\": \" \"}");

        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.at("/errors/0/pointer").stringValue()).isEqualTo("/name");
        assertThat(blank.status()).isEqualTo(400);
        assertThat(blank.at("/errors/0/pointer").stringValue()).isEqualTo("/id");
        assertThat(blank.at("/errors/0/line").intValue()).isEqualTo(2);
    }

    @Test
    void an_event_in_structured_mode_reaches_all_that_listen() {
        String type = unique("paid");
        String one = listening(type, 1, "data");
        String two = listening(type, 1, "envelope");

        Answer sent = server().post(
                        "/v1/events",
                        event("1", type, ", \"subject\": null, \"data\": {\"order\": 7}"),
                        "Content-Type",
                        "application/cloudevents+json; charset=utf-8");

        assertThat(sent.status()).as(sent.text()).isEqualTo(204);
        assertThat(sent.text()).isEmpty();
        assertThat(ended(one).at("/output")).hasToString("[{\"order\":7}]");
        assertThat(ended(two).at("/output"))
                .hasToString("[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/till\",\"type\":\"" + type
                        + "\",\"data\":{\"order\":7}}]");
    }

    @Test
    void an_event_can_come_as_plain_json_or_yaml_and_counts_once() {
        String type = unique("paid");
        String execution = listening(type, 2, "data");

        assertThat(server().post("/v1/events", event("1", type, ", \"data\": 1"))
                        .status())
                .isEqualTo(204);
        assertThat(server().post("/v1/events", event("1", type, ", \"data\": 1"))
                        .status())
                .isEqualTo(204);
        assertThat(server().post(
                                "/v1/events", "specversion: '1.0'\nid: '2'\nsource: /till\ntype: " + type + "\ndata: 2")
                        .status())
                .isEqualTo(204);

        assertThat(ended(execution).at("/output")).hasToString("[1,2]");
    }

    @Test
    void an_event_in_binary_mode_has_its_attributes_in_headers() {
        String type = unique("paid");
        String execution = listening(type, 1, "envelope");

        Answer sent = binary(type, "{\"order\": 7}", "Content-Type", "application/json");

        assertThat(sent.status()).as(sent.text()).isEqualTo(204);
        assertThat(ended(execution).at("/output/0/id").stringValue()).isEqualTo("1");
        assertThat(ended(execution).at("/output/0/source").stringValue()).isEqualTo("/till");
        assertThat(ended(execution).at("/output/0/type").stringValue()).isEqualTo(type);
        assertThat(ended(execution).at("/output/0/subject").stringValue()).isEqualTo("Ärger + mehr");
        assertThat(ended(execution).at("/output/0/time").stringValue()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(ended(execution).at("/output/0/traceid").stringValue()).isEqualTo("t-1");
        assertThat(ended(execution).at("/output/0/datacontenttype").stringValue())
                .isEqualTo("application/json");
        assertThat(ended(execution).at("/output/0/data")).hasToString("{\"order\":7}");
    }

    @Test
    void an_event_in_binary_mode_can_carry_text_bytes_or_nothing() {
        String type = unique("paid");
        String execution = listening(type, 3, "data");

        assertThat(binary(type, "{no json", "Content-Type", "text/plain", "ce-id", "1")
                        .status())
                .isEqualTo(204);
        assertThat(binary(type, "abc", "Content-Type", "application/octet-stream", "ce-id", "2")
                        .status())
                .isEqualTo(204);
        assertThat(binary(type, "", "ce-id", "3").status()).isEqualTo(204);

        assertThat(ended(execution).at("/output")).hasToString("[\"{no json\",\"YWJj\",null]");
    }

    private Answer binary(String type, String body, String... more) {
        String[] headers = {
            "ce-specversion", "1.0",
            "ce-id", "1",
            "ce-source", "/till",
            "ce-type", type,
            "ce-subject", "%C3%84rger + mehr",
            "ce-time", "2026-01-31T12:00:00Z",
            "ce-traceid", "t-1"
        };
        String[] all = Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return server().post("/v1/events", body, all);
    }

    @Test
    void what_is_no_event_is_refused_with_every_mistake() {
        Answer bare = server().post("/v1/events", "{\"specversion\": \"1.0\",\n \"id\": 7, \"data\": 1}");

        assertThat(bare.status()).isEqualTo(400);
        assertThat(bare.at("/errors"))
                .extracting(error -> error.path("pointer").stringValue())
                .containsExactlyInAnyOrder("/source", "/type", "/id");
    }

    @Test
    void headers_that_make_no_event_are_refused() {
        Answer old = server().post("/v1/events", "{}", "ce-specversion", "0.1", "ce-id", "1");
        Answer incomplete = server().post("/v1/events", "{}", "ce-specversion", "1.0", "ce-id", "1");
        Answer broken = binary(unique("paid"), "{broken", "Content-Type", "application/json");

        assertThat(old.status()).isEqualTo(400);
        assertThat(old.field("code")).isEqualTo("invalid_header");
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.field("code")).isEqualTo("invalid_header");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.field("code")).isEqualTo("invalid_body");
    }

    @Test
    void what_says_not_that_it_is_an_event_or_is_a_batch_is_not_taken() {
        for (String mediaType : new String[] {
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/cloudevents-batch+json",
            "application/cloudevents+avro"
        }) {
            Answer answer = server().post("/v1/events", event("1", "a", ""), "Content-Type", mediaType);

            assertThat(answer.status()).as(mediaType).isEqualTo(415);
            assertThat(answer.field("code")).isEqualTo("unsupported_media_type");
        }
    }
}
