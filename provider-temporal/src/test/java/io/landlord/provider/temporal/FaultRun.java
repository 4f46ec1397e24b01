package io.landlord.provider.temporal;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.CanonicalJson;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.tck.Folded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kills workers, the server and both at moments that nobody chose while executions run and are moved to other versions, and looks
 * whether any was lost, done twice in its journal, or came out otherwise than on the mock engine.
 */
final class FaultRun {
    private static final Duration WORK = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final int EXECUTIONS = 12;
    private static final int WORKERS = 2;
    private static final int KILLS = 4;

    private static final List<String> DEFINITIONS = List.of("""
            - a:
                call: keep
                with: {n: '${ .n }'}
            - rest:
                wait: PT0.5S
            - b:
                call: keep
                with: {n: '${ .n + 1 }'}
            - c:
                call: keep
                with: {n: '${ .n + 1 }'}
            """, """
            - all:
                fork:
                  branches:
                    - a:
                        call: keep
                        with: {n: 1}
                    - b:
                        do:
                          - rest:
                              wait: PT1S
                          - call:
                              call: keep
                              with: {n: 2}
                    - c:
                        call: keep
                        with: {n: '${ .n }'}
            """, """
            - each:
                for: {in: '${ [range(12)] }', each: n}
                do:
                  - one:
                      call: keep
                      with: {n: '${ $n }'}
            """, """
            - careful:
                try:
                  - a:
                      call: keep
                      with: {n: 1}
                  - b:
                      raise: {error: {type: 'https://example.com/no', status: 418}}
                catch:
                  retry: {delay: PT0.3S, limit: {attempt: {count: 2}}}
                  do:
                    - c:
                        call: keep
                        with: {n: 9}
            """, """
            - each:
                for: {in: '${ [range(3)] }', each: n}
                do:
                  - careful:
                      try:
                        - a:
                            call: third-attempt
                            with: {n: '${ $n }'}
                      catch:
                        retry: {delay: PT0.3S, limit: {attempt: {count: 2}}}
            """);

    /** The definition that has a second version, to which its executions are moved while they run. */
    private static final int MOVED = 2;

    private final Path folder;
    private final Random random;
    private final List<Process> workers = new ArrayList<>();
    private int mocksCalls;
    private int moves;
    private final Map<String, Integer> kills = new HashMap<>();

    private FaultRun(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    /** @param arguments the number of rounds and the seed */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int wrong = 0;
        for (int round = 0; round < rounds; round++) {
            Path folder = Files.createTempDirectory("landlord-faults-");
            List<String> problems = new FaultRun(folder, new Random(seed + round)).round(round);
            problems.forEach(problem -> System.out.println("  WRONG: " + problem));
            wrong += problems.size();
            if (problems.isEmpty()) {
                remove(folder);
            } else {
                System.out.println("  the logs are in " + folder);
            }
        }
        System.out.println(wrong == 0 ? "nothing lost, nothing recorded twice" : wrong + " problems");
        System.exit(wrong == 0 ? 0 : 1);
    }

    private List<String> round(int round) throws Exception {
        long begin = System.nanoTime();
        try (OwnServer server = new OwnServer(folder)) {
            TemporalSettings settings = TemporalSettings.of(server.address())
                    .withTaskQueue("faults", "faults/")
                    .withTimes(Duration.ofMillis(200), Duration.ofSeconds(5));
            Path notes = folder.resolve("notes");
            TaskHandlers handlers = WorkerProcess.handlers(notes, Duration.ZERO);
            try (TemporalProvider provider = TemporalProvider.open(handlers, settings.withWorker(false, 1))) {
                for (int n = 0; n < DEFINITIONS.size(); n++) {
                    var ignored = provider.createWorkflow(spec(n, "1"));
                }
                for (int n = 0; n < WORKERS; n++) {
                    workers.add(WorkerProcess.start(settings, notes, WORK));
                }
                AtomicBoolean over = new AtomicBoolean();
                Thread chaos = Thread.ofPlatform().start(() -> chaos(server, settings, notes, over));
                Map<String, Integer> started = new HashMap<>();
                for (int n = 0; n < EXECUTIONS; n++) {
                    started.put(start(provider, n), n);
                    pause(100);
                }
                var ignored = provider.createWorkflow(spec(MOVED, "2"));
                for (Map.Entry<String, Integer> execution : started.entrySet()) {
                    if (execution.getValue() % DEFINITIONS.size() == MOVED) {
                        move(provider, execution.getKey());
                    }
                }
                chaos.join();
                over.set(true);
                List<String> problems = check(provider, handlers, started, notes);
                long calls = Files.readAllLines(notes).size();
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %d executions, killed %s, %d calls, %d of them made again for a lost worker, %d moved,"
                                + " %.0f s%n",
                        round + 1,
                        started.size(),
                        kills,
                        calls,
                        calls - mocksCalls,
                        moves,
                        (System.nanoTime() - begin) / 1e9);
                return problems;
            } finally {
                workers.forEach(Process::destroyForcibly);
            }
        }
    }

    private static WorkflowSpec spec(int definition, String version) {
        String more = version.equals("1") ? "" : "- last:\n    set: {version: '" + version + "', was: '${ . }'}\n";
        WorkflowSpec spec = OnTemporal.spec(DEFINITIONS.get(definition) + more);
        return WorkflowSpec.of("w" + definition, spec.definition()).withVersion(version);
    }

    private static JsonNode input(int n) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        return input.put("n", n);
    }

    /** Asks again under the same name until there is an answer: what was begun in between is the same execution. */
    private static String start(TemporalProvider provider, int n) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                return provider.startExecution("w" + n % DEFINITIONS.size(), ExecutionInput.of("e" + n, input(n)))
                        .executionId();
            } catch (LandlordException failure) {
                if (failure.code() != ErrorCode.PROVIDER_UNAVAILABLE || System.nanoTime() - end > 0) {
                    throw failure;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Asks until the execution is moved; one that has ended before stays what it was. */
    private void move(TemporalProvider provider, String id) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                provider.moveExecution(id, "2");
                moves++;
                return;
            } catch (LandlordException failure) {
                boolean maybe = failure.code() == ErrorCode.PROVIDER_UNAVAILABLE
                        || failure.code() == ErrorCode.EXECUTION_CONFLICT;
                if (!maybe || System.nanoTime() - end > 0) {
                    throw failure;
                }
                if (String.valueOf(failure.getMessage()).contains("has ended")) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    // What goes wrong

    private void chaos(OwnServer server, TemporalSettings settings, Path notes, AtomicBoolean over) {
        try {
            for (int n = 0; n < KILLS && !over.get(); n++) {
                pause(300 + random.nextInt(1_500));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        kills.merge("a worker", 1, Integer::sum);
                        replace(random.nextInt(WORKERS), settings, notes);
                    }
                    case 1 -> {
                        kills.merge("the server", 1, Integer::sum);
                        server.kill();
                        pause(random.nextInt(1_000));
                        server.startAgain();
                    }
                    default -> {
                        kills.merge("both", 1, Integer::sum);
                        server.kill();
                        for (Process worker : workers) {
                            worker.destroyForcibly();
                        }
                        server.startAgain();
                        for (int place = 0; place < WORKERS; place++) {
                            replace(place, settings, notes);
                        }
                    }
                }
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void replace(int place, TemporalSettings settings, Path notes) throws IOException {
        workers.get(place).destroyForcibly();
        workers.set(place, WorkerProcess.start(settings, notes, WORK));
    }

    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    // What must be right

    private List<String> check(
            TemporalProvider provider, TaskHandlers handlers, Map<String, Integer> started, Path notes)
            throws Exception {
        List<String> problems = new ArrayList<>();
        Set<String> expectedKeys = new HashSet<>();
        for (Map.Entry<String, Integer> execution : started.entrySet()) {
            String id = execution.getKey();
            int n = execution.getValue();
            ExecutionStatus status = awaitEnd(provider, id);
            if (status.state() != ExecutionState.SUCCEEDED) {
                problems.add(id + " is " + status.state() + ": " + status.error());
                continue;
            }
            ExecutionJournal journal = provider.journal(id);
            WorkflowSpec spec = spec(n % DEFINITIONS.size(), status.version());
            Folded folded = Folded.of(spec, handlers, journal);
            folded.assertAgreesWith(status);
            Set<String> answers = new HashSet<>();
            for (JsonNode entry : journal.entries()) {
                JsonNode asked = entry.path("id");
                if (asked.isString() && !answers.add(asked.stringValue())) {
                    problems.add(id + " has two answers in its journal to " + asked);
                }
            }
            if (answers.isEmpty()) {
                problems.add(id + " has no answer in its journal");
            }
            String ours = folded.trace().toJson().toString();
            String mocks = mock(spec, n, expectedKeys);
            if (!CanonicalJson.write(folded.trace().toJson()).equals(mocks)) {
                problems.add(id + " did " + ours + " but on the mock " + mocks);
            }
        }
        Set<String> noted = new HashSet<>(Files.readAllLines(notes));
        if (!noted.equals(expectedKeys)) {
            problems.add("calls were made of " + noted + " but should of " + expectedKeys);
        }
        return problems;
    }

    private static ExecutionStatus awaitEnd(TemporalProvider provider, String id) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            ExecutionStatus status = null;
            try {
                status = provider.getExecutionStatus(id);
            } catch (LandlordException notNow) {
                if (notNow.code() != ErrorCode.PROVIDER_UNAVAILABLE) {
                    throw notNow;
                }
            }
            if (status != null && (status.state().isFinal() || System.nanoTime() - end > 0)) {
                return status;
            }
            pause(200);
        }
    }

    /** The trace on the mock engine; adds the keys of its calls. */
    private String mock(WorkflowSpec spec, int n, Set<String> keys) throws Exception {
        Path notes = Files.createTempFile("landlord-faults-", ".mock");
        TaskHandlers handlers = WorkerProcess.handlers(notes, Duration.ZERO);
        try (MockProvider mock = new MockProvider(handlers, MockSettings.virtualClock())) {
            var ignored = mock.createWorkflow(spec);
            String id = mock.startExecution(spec.workflowId(), ExecutionInput.of("e" + n, input(n)))
                    .executionId();
            while (!mock.getExecutionStatus(id).state().isFinal()) {
                pause(2);
            }
            List<String> made = Files.readAllLines(notes);
            mocksCalls += made.size();
            keys.addAll(made);
            return CanonicalJson.write(
                    Folded.of(spec, handlers, mock.journal(id)).trace().toJson());
        } finally {
            Files.delete(notes);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
