package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.provider.ListPlace;
import io.landlord.api.provider.ListsExecutions.Page;
import io.landlord.api.provider.ListsExecutions.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lists executions from Temporal's visibility records.
 *
 * <p>Those follow what happens by a moment, and databases behind them give no order by start. So what this process started
 * lately is asked for one by one, and pages are made of windows of time that grow until there is enough.
 */
final class Listing {
    private static final Duration LATELY = Duration.ofSeconds(10);
    private static final int MOST_RECENT = 200;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration FIRST_WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(400);
    private static final int GROWTH = 16;

    /** Of lists of keywords, some databases behind Temporal find no others; the rest is sorted out here. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:@/=-]+");

    private final Runs runs;
    private final Stalls stalls;

    /** When this process started an execution, by System.nanoTime, and the hash of its program if that listens. */
    private record Started(long at, @Nullable String programHash) {}

    /** The executions that this process started, oldest first. */
    private final Map<String, Started> recent = new LinkedHashMap<>();

    Listing(Runs runs, Stalls stalls) {
        this.runs = runs;
        this.stalls = stalls;
    }

    void started(String executionId, @Nullable String programHash) {
        synchronized (recent) {
            recent.remove(executionId);
            recent.put(executionId, new Started(System.nanoTime(), programHash));
            forget();
        }
    }

    /** The executions that this process started a moment ago and that listen, with the hashes of their programs. */
    Map<String, String> recentListeners() {
        synchronized (recent) {
            forget();
            Map<String, String> hashes = new LinkedHashMap<>();
            recent.forEach((executionId, started) -> {
                String programHash = started.programHash();
                if (programHash != null) {
                    hashes.put(executionId, programHash);
                }
            });
            return hashes;
        }
    }

    private List<String> recent() {
        synchronized (recent) {
            forget();
            List<String> all = List.copyOf(recent.keySet());
            return all.subList(Math.max(0, all.size() - MOST_RECENT), all.size());
        }
    }

    private void forget() {
        long oldest = System.nanoTime() - LATELY.toNanos();
        Iterator<Started> times = recent.values().iterator();
        while (times.hasNext() && (times.next().at() - oldest < 0 || recent.size() > MOST_REMEMBERED)) {
            times.remove();
        }
    }

    /** The executions of a workflow that seem to run. */
    List<String> running(String workflowId) {
        List<String> running =
                new ArrayList<>(runs.list(workflow(workflowId) + " AND ExecutionStatus = 'Running'").stream()
                        .map(run -> run.identity().executionId())
                        .toList());
        recent().stream().filter(id -> id.startsWith(workflowId + ":")).forEach(running::add);
        return running;
    }

    Page page(Query query) {
        ListPlace place = query.cursor() == null ? null : ListPlace.of(query.cursor());
        Instant newest = place == null ? Instant.now().plus(FIRST_WINDOW) : place.startTime();
        Duration window = FIRST_WINDOW;
        List<ExecutionSummary> found = found(query, place, newest.minus(window));
        while (found.size() <= query.limit()) {
            boolean all = window.compareTo(LONGEST_WINDOW) > 0;
            Instant from = all ? null : newest.minus(window);
            found = found(query, place, from);
            if (all) {
                break;
            }
            window = window.multipliedBy(GROWTH);
        }
        boolean last = found.size() <= query.limit();
        List<ExecutionSummary> page = stalls.marked(found.subList(0, Math.min(found.size(), query.limit())));
        return new Page(page, last ? null : ListPlace.behind(page.getLast()).cursor());
    }

    private List<ExecutionSummary> found(Query query, @Nullable ListPlace place, @Nullable Instant from) {
        Map<String, Run> found = new LinkedHashMap<>();
        for (Run run : runs.list(filter(query, place, from))) {
            found.put(run.identity().executionId(), run);
        }
        for (String executionId : recent()) {
            Run run = runs.look(executionId);
            if (run != null) {
                found.put(executionId, run);
            }
        }
        return found.values().stream()
                .map(Run::summary)
                .filter(execution -> query.matches(execution) && (place == null || place.isBefore(execution)))
                .filter(execution -> from == null || !execution.startTime().isBefore(from))
                .sorted(ListPlace.ORDER)
                .toList();
    }

    private static String filter(Query query, @Nullable ListPlace place, @Nullable Instant from) {
        List<String> terms = new ArrayList<>();
        if (query.workflowId() != null) {
            terms.add(workflow(query.workflowId()));
        }
        if (query.state() != null) {
            terms.add(state(query.state()));
        }
        if (query.version() != null) {
            terms.add(Attributes.VERSION.getName() + " = " + Runs.quoted(Attributes.cut(query.version())));
        }
        query.tags().forEach((key, value) -> {
            String tag = Attributes.tag(key, value);
            if (PLAIN.matcher(tag).matches()) {
                terms.add(Attributes.TAGS.getName() + " = " + Runs.quoted(tag));
            }
        });
        if (query.startedFrom() != null) {
            terms.add("StartTime >= '" + query.startedFrom() + "'");
        }
        if (query.startedBefore() != null) {
            terms.add("StartTime < '" + query.startedBefore() + "'");
        }
        if (place != null) {
            terms.add("StartTime < '" + place.startTime().plusMillis(1) + "'");
        }
        if (from != null) {
            terms.add("StartTime >= '" + from + "'");
        }
        return String.join(" AND ", terms);
    }

    private static String workflow(String workflowId) {
        return "WorkflowType = " + Runs.quoted(workflowId);
    }

    private static String state(ExecutionState state) {
        String told = Attributes.STATE.getName();
        return switch (state) {
            case PENDING -> "ExecutionStatus = 'Running' AND " + told + " = 'pending'";
            case RUNNING -> "ExecutionStatus = 'Running' AND " + told + " != 'paused'";
            case PAUSED -> "ExecutionStatus = 'Running' AND " + told + " = 'paused'";
            case SUCCEEDED -> "ExecutionStatus = 'Completed'";
            case FAILED -> "ExecutionStatus = 'Failed' AND " + told + " = 'running'";
            case TIMED_OUT ->
                "(ExecutionStatus = 'TimedOut' OR (ExecutionStatus = 'Failed' AND " + told + " = 'timed_out'))";
            case CANCELLED ->
                "(ExecutionStatus = 'Canceled' OR ExecutionStatus = 'Terminated' OR (ExecutionStatus = 'Failed' AND "
                        + told + " = 'cancelled'))";
        };
    }
}
