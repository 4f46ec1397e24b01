package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.each;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.list;
import static io.landlord.machine.Programs.pause;
import static io.landlord.machine.Programs.raise;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.CanonicalTrace;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Journals of executions as they were recorded, folded by today's machine. A difference means that executions under way
 * would go another way after an upgrade: raise {@link State#SEMANTICS} instead of changing a file.
 */
class GoldenJournalTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, Program> PROGRAMS = Map.of(
            "join-with-retries",
            workflow(
                    set("plan", "{tenant: '${ .tenant }', kinds: ['queue', 'bucket']}")
                            .exportAs("'${ {tenant} }'"),
                    fork(
                            "create",
                            call(
                                            "database",
                                            RetryPolicy.attempts(2, Duration.ofSeconds(1)),
                                            "{name: '${ $context.tenant }'}")
                                    .exportAs("'${ $context + {database: .url} }'"),
                            each("others", "'${ .kinds }'", call("make", RetryPolicy.once(), "{kind: '${ $item }'}"))
                                    .timeout("PT1H")),
                    pause("settle", "PT5S"),
                    set("result", "{outputs: '${ . }', context: '${ $context }'}")),
            "failure-with-compensation",
            workflow(
                    call("database").compensate(call("drop", RetryPolicy.once(), "{made: '${ $output }'}")),
                    attempt(
                            "mail",
                            catchAll().retry(Node.Again.times(1, "PT2S")).run(raise("give-up", "urn:test:mail", 409)),
                            list("send", call("mailer").timeout("PT10S")))));

    private static JsonNode golden(String name) {
        String file = "/journals/semantics-" + State.SEMANTICS + "/" + name + ".json";
        try (InputStream in = GoldenJournalTest.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("there is no " + file);
            }
            return JSON.readTree(in);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"join-with-retries", "failure-with-compensation"})
    void a_recorded_journal_folds_to_the_recorded_trace(String name) {
        JsonNode golden = golden(name);
        List<JournalEntry> journal = new ArrayList<>();
        golden.get("journal").forEach(entry -> journal.add(Journal.read(entry)));
        CanonicalTrace trace = new CanonicalTrace();

        State state = Journal.fold(PROGRAMS.getOrDefault(name, workflow()), journal, trace);

        assertThat(state.phase()).isEqualTo(State.Phase.ENDED);
        assertThat(trace.toString()).isEqualTo(CanonicalJson.write(golden.get("trace")));
    }

    @Test
    void an_entry_of_a_journal_is_written_as_it_was_read() {
        for (String name : PROGRAMS.keySet()) {
            for (JsonNode entry : golden(name).get("journal")) {
                assertThat(Journal.write(Journal.read(entry)).toString()).isEqualTo(entry.toString());
            }
        }
    }
}
