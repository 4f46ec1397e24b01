package io.landlord.machine.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task does. The names are the specification's. */
public sealed interface Action {

    /** The word the document uses, {@code do}. */
    default String kind() {
        return switch (this) {
            case Do ignored -> "do";
            case Set ignored -> "set";
            case Switch ignored -> "switch";
            case For ignored -> "for";
            case Fork ignored -> "fork";
            case Try ignored -> "try";
            case Raise ignored -> "raise";
            case Wait ignored -> "wait";
            case Call ignored -> "call";
            case Listen ignored -> "listen";
            case Emit ignored -> "emit";
            case Run ignored -> "run";
        };
    }

    /** Runs a block. */
    record Do(Block block) implements Action {}

    /** Replaces the data. */
    record Set(Template value) implements Action {}

    /** Chooses what follows. */
    record Switch(List<Case> cases) implements Action {
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /**
     * A case of a switch.
     *
     * @param when its condition; {@code null} for the case that is taken when no other is
     */
    record Case(String name, @Nullable Expression when, Flow then) {}

    /** Runs a block for each item of an array. */
    record For(
            String each, String at, Template in, @Nullable Expression condition, Block block) implements Action {}

    /**
     * Runs tasks at the same time.
     *
     * @param branches the indexes of the branches' tasks
     */
    record Fork(List<Integer> branches, boolean compete) implements Action {
        public Fork {
            branches = List.copyOf(branches);
        }
    }

    /** Runs a block, and another one when it fails. */
    record Try(Block block, Catch handling) implements Action {}

    /** Fails. Title and detail may be absent. */
    record Raise(
            Template type,
            Template status,
            @Nullable Template title,
            @Nullable Template detail) implements Action {}

    /** Lets time pass. */
    record Wait(Delay delay) implements Action {}

    /** Has a task handler do a side effect. */
    record Call(String handler, Template arguments, CallPolicy policy) implements Action {}

    /** Waits for events. */
    record Listen(Subscription to, Listening how) implements Action {}

    /**
     * Has another workflow executed.
     *
     * @param input what the child is started with
     * @param await whether the task waits for the child's end; one that does not outputs its own input
     * @param returns whether the child's output becomes the task's; null is where it does not
     */
    record Run(WorkflowReference workflow, Template input, boolean await, boolean returns) implements Action {}

    /**
     * Has an event published.
     *
     * @param event the attributes and the data that the definition gives; the machine adds what is missing
     */
    record Emit(Map<String, Template> event, CallPolicy policy) implements Action {
        public Emit {
            event = Collections.unmodifiableMap(new LinkedHashMap<>(event));
        }
    }
}
