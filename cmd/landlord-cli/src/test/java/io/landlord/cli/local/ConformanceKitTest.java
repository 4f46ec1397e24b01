package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.cli.Invocation;
import io.landlord.cli.console.ExitCode;
import io.landlord.tck.kit.KitConformance;
import io.landlord.tck.kit.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The specification's conformance kit through {@code landlord run}. */
class ConformanceKitTest extends KitConformance {

    @Override
    protected Runner runner() {
        return (definition, input) -> {
            Invocation invocation =
                    Invocation.withInput(definition, "run", "-", "-o", "json", "--input", input.toString());
            JsonNode answer = invocation.json();
            if (invocation.exitCode() == ExitCode.INVALID) {
                return new Runner.Outcome.Refused(
                        answer.get("diagnostics").get(0).get("code").stringValue());
            }
            ExecutionState state =
                    ExecutionState.valueOf(answer.get("state").stringValue().toUpperCase(Locale.ROOT));
            assertThat(invocation.exitCode())
                    .as(invocation.err())
                    .isEqualTo(state == ExecutionState.SUCCEEDED ? 0 : ExitCode.EXECUTION_FAILED);
            return new Runner.Outcome.Ended(state, answer.get("output"), answer.get("error"), tasks(answer));
        };
    }

    /** The names of the tasks that ran, in the order they began: the trace of a sequence is ordered so. */
    private static List<String> tasks(JsonNode answer) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : answer.get("trace")) {
            String pointer = entry.get("pointer").stringValue();
            if (!pointer.isEmpty()) {
                names.add(pointer.substring(pointer.lastIndexOf('/') + 1));
            }
        }
        return names;
    }
}
