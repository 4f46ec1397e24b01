package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.Definitions;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Program;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The programs that executions of this process run, by their hash. Safe for use by many threads. */
final class Programs {
    private static final int MOST = 500;

    /**
     * This worker would run something else than what the execution was started with. An error, because Temporal tries the
     * task again after an error: on another worker, or on this one once it has the handlers it should have.
     */
    static final class Mismatch extends Error {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    private final TaskHandlers handlers;
    private final Definitions definitions;
    private final Map<String, Program> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Program> eldest) {
            return size() > MOST;
        }
    });

    Programs(TaskHandlers handlers, Definitions definitions) {
        this.handlers = handlers;
        this.definitions = definitions;
    }

    /** Whether events can matter to executions of the program. */
    static boolean listens(Program program) {
        return program.tasks().stream().anyMatch(task -> task.action() instanceof Action.Listen);
    }

    void add(Program program) {
        known.put(program.hash(), program);
    }

    /** The program of this hash, if this process has met it. */
    @Nullable
    Program known(String hash) {
        return known.get(hash);
    }

    /** The program that an execution was started with. */
    Program of(Wire.Start start) {
        Program program = known.get(start.hash());
        if (program == null) {
            program = compile(start);
            add(program);
        }
        return program;
    }

    private Program compile(Wire.Start start) {
        Program program = definitions
                .compile(start.spec(), handlers, DefinitionCompiler.Mode.CHECK)
                .program();
        if (program == null || !program.hash().equals(start.hash())) {
            throw new Mismatch("execution '" + start.identity().executionId() + "' runs version '"
                    + start.identity().version() + "' of workflow '"
                    + start.identity().workflowId() + "' with the content " + start.hash()
                    + "; this worker makes " + (program == null ? "no program" : program.hash())
                    + " of it: give it the same task handlers with the same options");
        }
        return program;
    }
}
