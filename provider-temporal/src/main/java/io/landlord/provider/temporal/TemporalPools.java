package io.landlord.provider.temporal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Work that is kept apart, so that slow work cannot starve quick work: each pool has a task queue of its own,
 * {@code <task queue>/<pool>}, and room of its own in each process that serves it. What is in no pool is on the main task queue.
 * Whoever starts executions and whoever carries them out must have the same pools; which of them a process serves is its own
 * affair.
 *
 * @param pools the first one that has a handler or a workflow gets it
 * @param served the names of the pools that this process serves, {@value #MAIN} for the main queue; empty for everything
 */
public record TemporalPools(List<Pool> pools, Set<String> served) {
    /** Stands for the main queue among what a process serves. */
    public static final String MAIN = "main";

    /** Nothing is kept apart. */
    public static final TemporalPools NONE = new TemporalPools(List.of(), Set.of());

    private static final Pattern POOL = Pattern.compile("([a-z][a-z0-9-]{0,62})(?:\\((\\d{1,5})\\))?\\s*=\\s*(.+)");
    private static final String WORKFLOW = "workflow:";
    private static final int USUAL_CALLS = 20;
    private static final int MOST_CALLS = 10_000;

    /**
     * One pool.
     *
     * @param name letters, digits and {@code -}
     * @param calls the most calls of handlers that a process makes for it at once
     * @param handlers the handlers whose calls it takes, of whatever workflow; {@code ai.*} takes all that begin with {@code ai.}
     * @param workflows the workflows whose executions it takes, with all calls that are in no other pool
     */
    public record Pool(String name, int calls, Set<String> handlers, Set<String> workflows) {
        public Pool {
            handlers = Set.copyOf(handlers);
            workflows = Set.copyOf(workflows);
            TemporalSettings.require(!name.equals(MAIN), "no pool can be named " + MAIN + ", which is all the rest");
            TemporalSettings.require(
                    calls >= 1 && calls <= MOST_CALLS,
                    "pool " + name + " must make 1 to " + MOST_CALLS + " calls at once, not " + calls);
        }

        private boolean takes(String handler) {
            return handlers.stream()
                    .anyMatch(own -> own.endsWith("*")
                            ? handler.startsWith(own.substring(0, own.length() - 1))
                            : handler.equals(own));
        }
    }

    public TemporalPools {
        pools = List.copyOf(pools);
        served = Set.copyOf(served);
        Set<String> names = new HashSet<>();
        for (Pool pool : pools) {
            TemporalSettings.require(names.add(pool.name()), "two pools are named " + pool.name());
        }
        names.add(MAIN);
        for (String name : served) {
            TemporalSettings.require(
                    names.contains(name),
                    "there is no pool '" + name + "' to serve; there are " + String.join(", ", names));
        }
    }

    /**
     * Reads pools as configuration has them, {@code name(calls)=handler,workflow:id,...} with {@code ;} between them:
     * {@code slow(8)=http,ai.*; orders=workflow:order}. Without a number a pool makes 20 calls at once.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static TemporalPools parse(String text) {
        List<Pool> pools = new ArrayList<>();
        for (String part : text.split(";")) {
            if (!part.isBlank()) {
                pools.add(pool(part.strip()));
            }
        }
        return new TemporalPools(pools, Set.of());
    }

    private static Pool pool(String text) {
        Matcher matcher = POOL.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no pool: a pool is name(calls)=handler,workflow:id,...," + " like slow(8)=http,ai.*");
        }
        Set<String> handlers = new LinkedHashSet<>();
        Set<String> workflows = new LinkedHashSet<>();
        for (String item : matcher.group(3).split(",")) {
            String name = item.strip();
            if (name.startsWith(WORKFLOW) && name.length() > WORKFLOW.length()) {
                workflows.add(name.substring(WORKFLOW.length()));
            } else if (!name.isEmpty() && !name.contains(":")) {
                handlers.add(name);
            } else {
                throw new IllegalArgumentException(
                        "'" + name + "' in pool '" + text + "' is neither a handler nor workflow:id");
            }
        }
        int calls = matcher.group(2) == null ? USUAL_CALLS : Integer.parseInt(matcher.group(2));
        return new Pool(matcher.group(1), calls, handlers, workflows);
    }

    /** The same pools, of which this process serves only these, or everything when there are none. */
    public TemporalPools serving(Set<String> names) {
        return new TemporalPools(pools, names);
    }

    boolean servesMain() {
        return serves(MAIN);
    }

    /** The pools that this process serves. */
    List<Pool> toServe() {
        return pools.stream().filter(pool -> serves(pool.name())).toList();
    }

    private boolean serves(String name) {
        return served.isEmpty() || served.contains(name);
    }

    /** The pool of a handler's calls. */
    Optional<Pool> ofCall(String handler) {
        return pools.stream().filter(pool -> pool.takes(handler)).findFirst();
    }

    /** The pool of a workflow's executions. */
    Optional<Pool> ofWorkflow(String workflowId) {
        return pools.stream()
                .filter(pool -> pool.workflows().contains(workflowId))
                .findFirst();
    }

    /** The task queue of a pool. */
    static String queue(String main, Pool pool) {
        return main + "/" + pool.name();
    }
}
