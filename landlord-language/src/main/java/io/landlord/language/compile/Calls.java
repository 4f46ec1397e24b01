package io.landlord.language.compile;

import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.Spelling;
import io.landlord.machine.program.CallPolicy;
import java.util.Set;
import java.util.TreeSet;

/** Looks up the handlers that calls name, and folds their defaults into policies. */
final class Calls {
    /** The calls that the specification itself defines; they try once unless told otherwise. */
    static final Set<String> SPECIFIED = Set.of("http", "asyncapi", "grpc", "openapi", "a2a", "mcp");

    private final CallSettings settings;
    private final Problems problems;

    Calls(CallSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** How this handler is called; whether it is registered is checked on the way. */
    CallPolicy policy(Spot call, String handler) {
        HandlerOptions options = settings.handlers().options(handler).orElse(HandlerOptions.NONE);
        if (settings.handlers().options(handler).isEmpty()) {
            unknown(call, handler);
        }
        RetryPolicy declared = SPECIFIED.contains(handler) ? RetryPolicy.once() : options.retryPolicy();
        RetryPolicy own = settings.retryPolicy();
        return new CallPolicy(options.timeout(), own == null ? declared : own, options.brief());
    }

    /** How what the specification itself defines is called: once, unless the workflow says otherwise. */
    CallPolicy ownPolicy() {
        RetryPolicy own = settings.retryPolicy();
        return new CallPolicy(null, own == null ? RetryPolicy.once() : own);
    }

    private void unknown(Spot call, String handler) {
        Set<String> known = new TreeSet<>(settings.handlers().names());
        known.add("http");
        String message = "no task handler is registered as '" + Shapes.clip(handler) + "'";
        String hint = Spelling.didYouMean(handler, known);
        if (settings.unknownIsError()) {
            problems.error("unknown-handler", call.pointer(), call.place(), message, hint);
        } else {
            problems.warning("unknown-handler", call.pointer(), call.place(), message, hint);
        }
    }
}
