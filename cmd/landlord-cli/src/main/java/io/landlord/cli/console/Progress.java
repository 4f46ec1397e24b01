package io.landlord.cli.console;

import io.landlord.api.execution.CurrentTask;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.TaskState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an execution does, a line a task, as its history grows. A task that holds others has a line when the first of
 * them begins and one when it ends; everything else has one line, when it ends. State is said by glyph and word, and by
 * colour only beside them. On a terminal the last line shows what is being waited for.
 */
public final class Progress implements Consumer<ExecutionStatus> {
    private static final Duration WORTH_SHOWING = Duration.ofMillis(300);
    private static final int WORD_WIDTH = 9;
    private static final int LONGEST_NAME = 34;

    private final PrintWriter out;
    private final boolean lively;
    private final String margin;
    private final Ink ink;
    private final Map<String, ExecutionEvent> begun = new HashMap<>();
    private final Set<String> opened = new HashSet<>();
    private final Map<String, Integer> retries = new HashMap<>();
    private long seen;
    private boolean statusLine;

    /**
     * @param lively whether a line may be written over
     * @param margin what stands before every line
     */
    public Progress(PrintWriter out, boolean lively, String margin) {
        this.out = out;
        this.lively = lively;
        this.margin = margin;
        this.ink = new Ink(lively);
    }

    /** Writes what is new in this status. */
    @Override
    public synchronized void accept(ExecutionStatus status) {
        status.history().forEach(this::tellNew);
        showWaiting(status.currentTasks());
        out.flush();
    }

    /** Writes one line of the history, unless it was written before. */
    public synchronized void accept(ExecutionEvent event) {
        tellNew(event);
        out.flush();
    }

    /** Shows on a terminal for how long the innermost task that was begun has been running. */
    public synchronized void tick() {
        showWaiting(begun.values().stream()
                .filter(event -> !event.path().isEmpty())
                .max(Comparator.comparing(ExecutionEvent::sequence))
                .map(event ->
                        new CurrentTask(event.path(), event.pointer(), event.task(), TaskState.RUNNING, event.time()))
                .map(List::of)
                .orElse(List.of()));
        out.flush();
    }

    /** Takes the line away that shows what is being waited for. */
    public synchronized void close() {
        clearStatusLine();
        out.flush();
    }

    /** Forgets what was seen: what follows is told of another execution. */
    public synchronized void restart() {
        clearStatusLine();
        seen = 0;
        begun.clear();
        opened.clear();
        retries.clear();
    }

    private void tellNew(ExecutionEvent event) {
        if (event.sequence() > seen) {
            tellGap(event.sequence() - seen - 1);
            seen = event.sequence();
            tell(event);
        }
    }

    private void tellGap(long missed) {
        if (missed > 0) {
            line("", "…", "", missed + " steps are not shown");
        }
    }

    private void tell(ExecutionEvent event) {
        switch (event.type()) {
            case TASK_STARTED -> begin(event);
            case TASK_COMPLETED -> end(event, ink.good("✓"), "done", "");
            case TASK_FAILED -> end(event, ink.bad("✗"), "failed", ownProblem(event));
            case TASK_SKIPPED -> end(event, ink.faint("○"), "skipped", "");
            case TASK_CANCELLED -> end(event, ink.faint("⊘"), "cancelled", "");
            case TASK_RETRIED -> {
                openParents(event.path());
                retries.merge(event.path(), 1, Integer::sum);
                line(indent(event.path()), ink.warn("↻"), "retrying", event.task() + problem(event.error()));
            }
            case EXECUTION_COMPENSATING -> line("", ink.warn("↺"), "undoing", "what was done");
            case EXECUTION_PAUSED -> line("", "‖", "paused", "");
            case EXECUTION_RESUMED -> line("", "▸", "resumed", "");
            case EXECUTION_MOVED ->
                line(
                        "",
                        "⇢",
                        "moved",
                        "to version "
                                + (event.data() == null
                                        ? ""
                                        : event.data().path("to").asString("")));
            case EXECUTION_STARTED,
                    EXECUTION_SUCCEEDED,
                    EXECUTION_FAILED,
                    EXECUTION_TIMED_OUT,
                    EXECUTION_CANCELLED,
                    EVENT_RECEIVED,
                    EVENT_IGNORED,
                    EVENT_DROPPED,
                    EVENT_CONSUMED,
                    CHILD_STARTED -> {}
        }
    }

    private void begin(ExecutionEvent event) {
        begun.put(event.path(), event);
    }

    private void end(ExecutionEvent event, String glyph, String word, String remark) {
        openParents(event.path());
        ExecutionEvent start = begun.remove(event.path());
        Integer failed = retries.remove(event.path());
        opened.remove(event.path());
        String took = start == null ? "" : DurationText.of(Duration.between(start.time(), event.time()));
        String again = failed == null || !remark.isEmpty() ? "" : ", at attempt " + (failed + 1);
        line(indent(event.path()), glyph, word, padded(event.task(), event.path()) + ink.faint(took) + again + remark);
    }

    private String padded(String name, String path) {
        int width = LONGEST_NAME - indent(path).length();
        return name.length() >= width ? name + "  " : name + " ".repeat(width - name.length());
    }

    /** The lines of the scopes around a task that have none yet. */
    private void openParents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String scope = path.substring(0, slash);
            ExecutionEvent parent = begun.get(scope);
            if (parent != null && opened.add(scope)) {
                line(indent(scope), ink.faint("▸"), "", parent.task());
            }
        }
    }

    /** Two spaces for each task around this one. */
    private String indent(String path) {
        int around = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            around += opened.contains(path.substring(0, slash)) ? 1 : 0;
        }
        return "  ".repeat(around);
    }

    /** What a task failed with, unless it was told of a task within. */
    private static String ownProblem(ExecutionEvent event) {
        ExecutionError error = event.error();
        return error == null || !error.pointer().equals(event.pointer()) ? "" : problem(error);
    }

    private static String problem(@Nullable ExecutionError error) {
        return error == null
                ? ""
                : ": "
                        + (error.detail() == null
                                ? error.title()
                                : error.detail().lines().findFirst().orElse(""));
    }

    private void line(String indent, String glyph, String word, String text) {
        clearStatusLine();
        String padding = " ".repeat(Math.max(1, WORD_WIDTH - word.length() + 1));
        String named = word.isEmpty() ? " " : " " + word + padding;
        out.println((margin + indent + glyph + named + text).stripTrailing());
    }

    private void showWaiting(List<CurrentTask> tasks) {
        clearStatusLine();
        if (!lively || tasks.isEmpty()) {
            return;
        }
        CurrentTask task = tasks.getFirst();
        Duration since = Duration.between(task.startTime(), Instant.now());
        if (since.compareTo(WORTH_SHOWING) > 0) {
            int others = tasks.size() - 1;
            out.print(margin
                    + ink.faint("… " + task.state().wireName() + " " + task.name() + " for " + DurationText.of(since)
                            + (others == 0 ? "" : ", and " + others + " others")));
            statusLine = true;
        }
    }

    private void clearStatusLine() {
        if (statusLine) {
            out.print("\r\u001B[2K");
            statusLine = false;
        }
    }
}
