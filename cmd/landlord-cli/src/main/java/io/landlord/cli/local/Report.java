package io.landlord.cli.local;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.execution.Compensation;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.Ink;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.console.Pointers;
import io.landlord.cli.console.Progress;
import io.landlord.cli.local.Engine.Place;
import io.landlord.language.DiagnosticText;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells how a run goes: to a person while it runs, or to a program once it has ended. */
sealed interface Report {

    /** @param place where the engine has it, for an engine that keeps it */
    void begin(@Nullable Place place);

    void progress(ExecutionStatus status);

    /** @param place where the engine has it, and what it has cost there, for an engine that keeps it */
    void end(ExecutionStatus status, @Nullable Place place, Supplier<JsonNode> trace);

    /** One JSON object when all is over. */
    record Json(Console console) implements Report {
        @Override
        public void begin(@Nullable Place place) {
            if (place != null) {
                console.err().println("landlord: " + whatItIs(place) + (place.url() == null ? "" : ", " + place.url()));
            }
        }

        @Override
        public void progress(ExecutionStatus status) {}

        @Override
        public void end(ExecutionStatus status, @Nullable Place place, Supplier<JsonNode> trace) {
            ObjectNode answer = JsonText.object();
            ExecutionError error = status.error();
            answer.put("state", status.state().wireName());
            answer.set("output", JsonText.orNull(status.output()));
            answer.set("error", JsonText.orNull(error == null ? null : JsonText.error(error)));
            answer.set("trace", trace.get());
            Compensation compensation = status.compensation();
            if (compensation != null) {
                ObjectNode undone = answer.putObject("compensation").put("complete", compensation.complete());
                ExecutionError first = compensation.error();
                undone.set("error", JsonText.orNull(first == null ? null : JsonText.error(first)));
            }
            if (place != null) {
                answer.putObject(place.engine())
                        .put("execution", place.executionId())
                        .put("address", place.address())
                        .put("namespace", place.namespace())
                        .put("url", place.url())
                        .put("created", place.created())
                        .put("runs", place.runs())
                        .put("events", place.events());
                console.err().println("landlord: " + cost(place));
            }
            console.out().println(JsonText.pretty(answer));
            // An interrupted process ends without asking who still holds something back.
            console.out().flush();
        }
    }

    private static String whatItIs(Place place) {
        return "execution " + place.executionId() + " on " + place.engine() + " at " + place.address()
                + (place.created() ? "" : ", which was started before");
    }

    private static String cost(Place place) {
        return place.events() + " events" + (place.runs() == 1 ? "" : " in " + place.runs() + " runs");
    }

    /** Line by line as it happens, and the outcome last. */
    final class Text implements Report {
        private final Console console;
        private final Inputs.Source source;
        private final WorkflowSpec spec;
        private final Progress progress;
        private final Ink ink;

        Text(Console console, Inputs.Source source, WorkflowSpec spec) {
            this.console = console;
            this.source = source;
            this.spec = spec;
            this.progress = new Progress(console.out(), console.colour(), "");
            this.ink = new Ink(console.colour());
        }

        @Override
        public void begin(@Nullable Place place) {
            console.out().println(ink.strong(spec.workflowId()) + " from " + source.name());
            if (place != null) {
                console.out().println(ink.faint(whatItIs(place)));
                if (place.url() != null) {
                    console.out().println(ink.faint(place.url()));
                }
            }
            console.out().flush();
        }

        @Override
        public void progress(ExecutionStatus status) {
            progress.accept(status);
        }

        @Override
        public void end(ExecutionStatus status, @Nullable Place place, Supplier<JsonNode> trace) {
            console.out().println();
            console.out().println(verdict(status) + took(status) + (place == null ? "" : ", " + cost(place)));
            ExecutionError error = status.error();
            if (error != null) {
                tell(error);
            }
            tell(status.compensation());
            JsonNode output = status.output();
            if (output != null) {
                console.out().println(JsonText.pretty(output));
            }
            console.out().flush();
        }

        private String verdict(ExecutionStatus status) {
            String word = status.state().wireName().replace('_', ' ');
            return status.state() == ExecutionState.SUCCEEDED ? ink.good("✓ " + word) : ink.bad("✗ " + word);
        }

        private static String took(ExecutionStatus status) {
            return status.stopTime() == null
                    ? ""
                    : " after " + DurationText.of(Duration.between(status.startTime(), status.stopTime()));
        }

        private void tell(ExecutionError error) {
            var place = Pointers.find(source.text(), error.pointer());
            String message = error.title() + (error.detail() == null ? "" : ": " + error.detail());
            Diagnostic shown = new Diagnostic(
                    Severity.ERROR,
                    kind(error.type()),
                    error.pointer(),
                    place.line(),
                    place.column(),
                    message,
                    "status " + error.status() + ", at " + error.pointer());
            console.out()
                    .println(DiagnosticText.render(List.of(shown), source.text(), source.name())
                            .stripTrailing());
        }

        private void tell(@Nullable Compensation compensation) {
            if (compensation == null) {
                return;
            }
            if (compensation.complete()) {
                console.out().println("What had been done was undone.");
                return;
            }
            console.out().println("What had been done could not all be undone:");
            ExecutionError first = compensation.error();
            if (first != null) {
                tell(first);
            }
        }

        private static String kind(String type) {
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }
}
