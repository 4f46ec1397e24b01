package io.landlord.cli.remote;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.language.DiagnosticText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server said no, with a problem document (RFC 9457). */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do where the server gives no hint of its own. */
    private static final Map<String, String> HINTS = Map.of(
            "tenant_not_found", "landlord tenant list shows those there are",
            "workflow_not_found", "landlord workflow list shows those there are",
            "execution_not_found", "landlord execution list shows those there are",
            "operation_not_found", "landlord operation list shows those there are",
            "template_not_found", "landlord template list shows those there are",
            "plan_not_found", "landlord plan list shows those there are",
            "provider_not_found", "landlord provider list shows those there are");

    private final int status;
    private final transient JsonNode problem;

    Refusal(int status, JsonNode problem) {
        super("status " + status);
        this.status = status;
        this.problem = problem;
    }

    private String code() {
        return problem.path("code").stringValue("");
    }

    /** The document as the server sent it; null without one. */
    JsonNode problem() {
        return problem;
    }

    /** Whether the same request may succeed later. */
    boolean mayPass() {
        return exitCode() == ExitCode.UNAVAILABLE;
    }

    private int exitCode() {
        return ExitCode.of(code(), status);
    }

    /** What a person is told where no document was sent. */
    public CliFailure told() {
        return told(Map.of());
    }

    /** What a person is told, with the lines of the documents that were sent where the problems are in them. */
    CliFailure told(Map<String, Inputs.Source> sources) {
        StringBuilder details = new StringBuilder();
        List<String> hints = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            details.append(told(error, sources));
        }
        String hint = problem.path("hint").stringValue(HINTS.getOrDefault(code(), ""));
        if (!hint.isEmpty()) {
            hints.add(hint);
        }
        if (exitCode() == ExitCode.INTERNAL) {
            String correlation = problem.path("correlationId").stringValue("");
            hints.add("the server's log says more" + (correlation.isEmpty() ? "" : ", look for " + correlation));
        }
        return new CliFailure(
                exitCode(), message(), details.toString(), hints.isEmpty() ? null : String.join("; ", hints));
    }

    private String message() {
        String detail = problem.path("detail").stringValue("");
        String title = problem.path("title").stringValue("");
        if (!detail.isEmpty()) {
            return detail;
        }
        return title.isEmpty() ? "the server refused with status " + status : title;
    }

    private static String told(JsonNode error, Map<String, Inputs.Source> sources) {
        Diagnostic diagnostic = diagnostic(error);
        Inputs.Source source = source(diagnostic, sources);
        if (source != null) {
            return DiagnosticText.render(List.of(diagnostic), source.text(), source.name());
        }
        String place = diagnostic.pointer().isEmpty() ? "" : diagnostic.pointer() + ": ";
        String hint = diagnostic.hint() == null ? "" : "    = " + diagnostic.hint() + "\n";
        return "  " + place + diagnostic.message() + "\n" + hint;
    }

    /** The document that a problem is in: the only one, or the one whose field the pointer begins with. */
    private static Inputs.@Nullable Source source(Diagnostic diagnostic, Map<String, Inputs.Source> sources) {
        if (diagnostic.line() == 0) {
            return null;
        }
        return sources.entrySet().stream()
                .filter(source -> diagnostic.pointer().startsWith(source.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** A problem as the API writes it. */
    static Diagnostic diagnostic(JsonNode error) {
        return new Diagnostic(
                error.path("severity")
                                .stringValue("error")
                                .toLowerCase(Locale.ROOT)
                                .equals("warning")
                        ? Severity.WARNING
                        : Severity.ERROR,
                error.path("code").stringValue("invalid"),
                error.path("pointer").stringValue(""),
                Math.max(0, error.path("line").intValue(0)),
                Math.max(0, error.path("column").intValue(0)),
                error.path("message").stringValue("invalid"),
                error.path("hint").isString() ? error.path("hint").stringValue() : null);
    }
}
