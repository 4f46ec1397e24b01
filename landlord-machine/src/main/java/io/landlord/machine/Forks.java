package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Action;
import io.landlord.machine.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Branches that run at the same time (dsl-reference, "Fork"). */
final class Forks {
    private final Session session;
    private final Focus focus;

    Forks(Session session) {
        this.session = session;
        this.focus = session.focus;
    }

    void begin(At at, Action.Fork action, @Nullable Frame parent) {
        int count = action.branches().size();
        if (count == 0) {
            JsonNode output = action.compete() ? at.input() : JsonNodeFactory.instance.arrayNode();
            focus.top(new Frame.Returned(at, output, null, List.of(), parent));
            return;
        }
        List<Strand> strands = new ArrayList<>(count);
        for (int branch = 0; branch < count; branch++) {
            Frame.Enter enter =
                    new Frame.Enter(action.branches().get(branch), at.path().child(branch), at.input(), null);
            strands.add(Strand.running(focus.context(), enter));
        }
        focus.top(new Frame.InFork(at, Branches.of(strands), count, parent));
        session.planBranches(focus.route(), count);
    }

    /** The focused branch ended; its fork may be decided now. */
    void branchEnded(Strand.End end) {
        focus.end(end);
        int branch = focus.ascend();
        Frame.InFork before = (Frame.InFork) Objects.requireNonNull(focus.top());
        Frame.InFork fork = new Frame.InFork(before.at(), before.branches(), before.open() - 1, before.parent());
        focus.top(fork);
        boolean compete = ((Action.Fork) session.task(fork.at()).action()).compete();
        switch (end) {
            case Strand.End.Output output -> {
                if (compete) {
                    decide(fork, branch);
                    focus.context(fork.branches().get(branch).context());
                    returned(fork, output.value());
                } else if (fork.open() == 0) {
                    join(fork);
                }
            }
            case Strand.End.Fault fault -> {
                if (!compete) {
                    decide(fork, branch);
                    raised(fork, fault.error());
                } else if (fork.open() == 0) {
                    raised(fork, firstFault(fork));
                }
            }
        }
    }

    /** The focused branch ends the workflow: everything beside it is abandoned, and the focus goes up to its fork. */
    Frame.InFork decideByEnd() {
        int branch = focus.ascend();
        Frame.InFork fork = (Frame.InFork) Objects.requireNonNull(focus.top());
        decide(fork, branch);
        return fork;
    }

    private void decide(Frame.InFork fork, int branch) {
        Abandonment abandonment = new Abandonment(session);
        if (fork.open() > 0) {
            for (int other = 0; other < fork.branches().size(); other++) {
                if (other != branch) {
                    abandonment.abandonBranch(fork.branches().get(other));
                }
            }
        }
        session.tell(new TraceEvent.Decided(session.now, fork.at().path(), session.task(fork.at()), branch));
        session.dropPlansBelow(focus.route());
    }

    private void join(Frame.InFork fork) {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        JsonNode before = focus.context();
        JsonNode merged = before;
        for (Strand branch : fork.branches()) {
            outputs.add(branch.end() instanceof Strand.End.Output output ? output.value() : null);
            JsonNode after = branch.context();
            if (after != before && !after.equals(before)) {
                merged = merge(merged == before ? copy(before) : merged, before, after);
            }
        }
        String problem = session.evaluator.problem(outputs);
        if (problem != null) {
            raised(fork, Fault.standard(StandardError.EXPRESSION, session.task(fork.at()), problem));
            return;
        }
        focus.context(merged);
        returned(fork, outputs);
    }

    /**
     * Puts what a branch made of the context into the merged one, which is this join's own copy: keys it set or removed, or
     * all where it is no object.
     */
    private static JsonNode merge(JsonNode merged, JsonNode before, JsonNode after) {
        if (!(after instanceof ObjectNode now)
                || !(before instanceof ObjectNode was)
                || !(merged instanceof ObjectNode target)) {
            return copy(after);
        }
        for (String name : was.propertyNames()) {
            if (!now.has(name)) {
                target.remove(name);
            }
        }
        now.properties().forEach(field -> {
            if (!field.getValue().equals(was.get(field.getKey()))) {
                target.set(field.getKey(), field.getValue());
            }
        });
        return target;
    }

    private static JsonNode copy(JsonNode context) {
        return context instanceof ObjectNode object
                ? JsonNodeFactory.instance.objectNode().setAll(object)
                : context;
    }

    private static ExecutionError firstFault(Frame.InFork fork) {
        for (Strand branch : fork.branches()) {
            if (branch.end() instanceof Strand.End.Fault fault) {
                return fault.error();
            }
        }
        throw new IllegalStateException("no branch of the fork failed");
    }

    private void returned(Frame.InFork fork, JsonNode output) {
        focus.top(new Frame.Returned(fork.at(), output, null, List.of(), fork.parent()));
    }

    private void raised(Frame.InFork fork, ExecutionError error) {
        focus.top(new Frame.Raised(fork.at(), error, List.of(), fork.parent()));
    }
}
