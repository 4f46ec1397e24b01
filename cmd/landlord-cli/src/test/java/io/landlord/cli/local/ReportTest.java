package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.Inputs;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ReportTest {
    private static final ExecutionStatus ENDED = ExecutionStatus.of(
                    "order:one", "order", "1", ExecutionState.CANCELLED, Instant.EPOCH)
            .stopTime(Instant.EPOCH)
            .build();

    private final StringWriter written = new StringWriter();
    private final Console console = new Console(
            InputStream.nullInputStream(),
            new PrintWriter(new BufferedWriter(written), false),
            new PrintWriter(new StringWriter(), true),
            false,
            Map.of(),
            InstantSource.fixed(Instant.EPOCH));

    /** When the process is ended by a signal, nothing that is held back is written any more. */
    @Test
    void what_json_says_of_the_end_is_written_at_once() {
        new Report.Json(console).end(ENDED, null, JsonNodeFactory.instance::arrayNode);

        assertThat(written.toString()).contains("\"cancelled\"").endsWith("}\n");
    }

    @Test
    void what_the_text_says_of_the_end_is_written_at_once() {
        Inputs.Source source = new Inputs.Source("order.yaml", "document: {}\n");

        new Report.Text(console, source, WorkflowSpec.of("order", source.text()))
                .end(ENDED, null, JsonNodeFactory.instance::arrayNode);

        assertThat(written.toString()).contains("cancelled").endsWith("\n");
    }
}
