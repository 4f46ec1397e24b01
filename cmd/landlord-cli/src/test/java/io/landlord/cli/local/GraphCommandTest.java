package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.landlord.cli.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Node graphs on the command line: checked, run and converted like any definition. */
class GraphCommandTest {
    private static final String CART = "../../docs/examples/abandoned-cart/cart.yaml";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit makes it
    Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void the_example_is_valid() {
        Invocation invocation = Invocation.of("check", CART);

        assertThat(invocation.out()).contains("valid").doesNotContain("warning");
        assertThat(invocation.exitCode()).isZero();
    }

    @Test
    void without_an_answer_the_example_posts_pauses_and_sends_again() throws IOException {
        List<String> posted = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            posted.add(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String input = "{\"client\": \"ann\", \"creator\": \"bob\", \"webhook\": \"http://127.0.0.1:"
                    + server.getAddress().getPort() + "/hook\"}";
            Invocation invocation = Invocation.of("run", CART, "--virtual-time", "-o", "json", "-i", input);

            assertThat(invocation.exitCode()).as(invocation.err()).isZero();
            JsonNode output = invocation.json().get("output");
            assertThat(output.get("last").stringValue()).isEqualTo("remind");
            assertThat(output.get("steps").propertyNames())
                    .containsExactly("ask", "wait", "unanswered", "pause", "remind");
            assertThat(output.at("/steps/wait/eventType").stringValue()).isEqualTo("condition_timeout");
            assertThat(posted).containsExactly("POST {\"client\":\"ann\",\"outcome\":\"condition_timeout\"}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_document_of_a_graph_does_what_the_graph_does() throws IOException {
        Invocation converted = Invocation.of("convert", CART);
        assertThat(converted.exitCode()).isZero();
        assertThat(converted.err()).isEmpty();
        String document = file("document.yaml", converted.out());
        String input = "{\"client\": \"ann\", \"creator\": \"bob\", \"webhook\": \"http://127.0.0.1:1/\"}";

        Invocation check = Invocation.of("check", document);
        JsonNode graph = Invocation.of("run", CART, "--virtual-time", "-o", "json", "-i", input)
                .json();
        JsonNode same = Invocation.of("run", document, "--virtual-time", "-o", "json", "-i", input)
                .json();

        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(same.get("output")).isEqualTo(graph.get("output"));
        assertThat(entries(same)).isEqualTo(entries(graph));
    }

    /** What both traces must have in common: all but the pointers, which are each definition's own. */
    private static List<String> entries(JsonNode run) {
        List<String> entries = new ArrayList<>();
        run.get("trace")
                .forEach(entry -> entries.add(entry.get("path") + " " + entry.get("kind") + " " + entry.get("outcome")
                        + " " + entry.get("input") + " " + entry.get("output")));
        return entries;
    }

    @Test
    void a_document_in_json_is_the_same_document() throws IOException {
        String document = file(
                "document.json", Invocation.of("convert", CART, "-o", "json").out());

        assertThat(Invocation.of("check", document).exitCode()).isZero();
    }

    @Test
    void problems_of_a_graph_are_shown_where_they_are() throws IOException {
        String graph = file("graph.yaml", "start_step: a\nsteps:\n  a: {node: send_message, go_to: b}\n");

        Invocation invocation = Invocation.of("convert", graph);

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("graph.yaml:3:34: error[unknown-step]", "go_to: b");
    }

    @Test
    void what_is_no_graph_is_refused_in_words() throws IOException {
        Invocation invocation = Invocation.of("convert", "../../examples/greeting.yaml");

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("is no node graph", "start_step").doesNotContain("\tat ");
    }

    @Test
    void an_error_of_a_node_is_shown_at_its_step() throws IOException {
        String graph =
                file("graph.yaml", "start_step: a\nsteps:\n  a: {node: webhook, with: {url: 'http://127.0.0.1:1/'}}\n");

        Invocation invocation = Invocation.of("run", graph, "--virtual-time", "-o", "text");

        assertThat(invocation.exitCode()).isEqualTo(3);
        assertThat(invocation.out()).contains("graph.yaml:3:3", "/steps/a/webhook");
    }
}
