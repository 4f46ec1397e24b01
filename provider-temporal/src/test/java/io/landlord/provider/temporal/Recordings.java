package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionState;
import io.landlord.provider.temporal.Recording.Driver;
import io.landlord.tck.Patience;
import java.util.List;

/** The recordings that are kept. What is recorded stays: new kinds are added, none is changed. */
final class Recordings {
    /** What the recordings run below themselves: it waits when it is told to, and fails when it is not told anything. */
    static final String CHILD = """
            document: {dsl: 1.0.3, namespace: test, name: child, version: 1.0.0}
            do:
              - told:
                  switch:
                    - waits: {when: '${ .wait }', then: rest}
                    - calls: {when: '${ .n }', then: one}
                    - else: {then: fail}
              - one:
                  call: echo
                  then: end
              - rest:
                  wait: PT1H
                  then: end
              - fail:
                  raise: {error: {type: 'https://example.com/no', status: 418}}
            """;

    private static final String GRAPH = """
            start_step: greet
            steps:
              greet: {node: tell, go_to: wait, with: {delay: PT1S}}
              wait: {node: ask, condition: {satisfied: thank, timeout: remind}, with: {timeout: %s}}
              thank: {node: tell}
              remind: {node: tell}
            """;

    /** What goes on in new runs after it was moved to another version. */
    private static final String MOVED = """
            - hear:
                listen: {to: {one: {with: {type: go}}}}
            - each:
                for: {in: '${ [range(6)] }', each: n}
                do:
                  - one:
                      call: echo
                      with: {version: %d}
            """;

    private static final Driver ALONE = live -> {};

    private static Recording of(String name, String tasks) {
        return new Recording(name, tasks, 0, ALONE);
    }

    private static Recording of(String name, String tasks, Driver driver) {
        return new Recording(name, tasks, 0, driver);
    }

    /** The name of what is no execution: the workflow that keeps a schedule. */
    static final String KEEPER = "keeper";

    static final List<Recording> ALL = List.of(
            of("empty", "- a:\n    set: {x: 1}\n"),
            of("calls", """
                    - a:
                        call: echo
                        with: {n: 1}
                    - b:
                        call: echo
                        with: {n: '${ .n + 1 }'}
                    - c:
                        call: echo
                        with: {n: '${ .n + 1 }', text: 'ä/~ "'}
                    """),
            of("retries", """
                    - careful:
                        try:
                          - a:
                              call: second-time
                        catch:
                          retry: {delay: PT0.2S, limit: {attempt: {count: 3}}}
                    """),
            of("caught", """
                    - careful:
                        try:
                          - a:
                              call: never
                        catch:
                          as: e
                          do:
                            - instead:
                                call: echo
                                with: {status: '${ $e.status }'}
                    """),
            of("fails", "- a:\n    call: never\n"),
            of("raises", "- a:\n    raise: {error: {type: 'https://example.com/no', status: 418, title: No}}\n"),
            of("waits", "- a:\n    wait: PT1S\n- b:\n    call: echo\n"),
            of("timeout", """
                    - careful:
                        try:
                          - a:
                              call: long
                              timeout: {after: PT1S}
                        catch:
                          do:
                            - b:
                                call: echo
                    """),
            of("timed-out", "do:\n- a:\n    call: long\ntimeout:\n  after: PT1S\n"),
            of("fork", """
                    - all:
                        fork:
                          branches:
                            - a:
                                call: echo
                                with: {n: 1}
                            - b:
                                do:
                                  - rest:
                                      wait: PT1S
                                  - call:
                                      call: echo
                                      with: {n: 2}
                            - c:
                                set: {n: 3}
                    """),
            of("compete", """
                    - first:
                        fork:
                          compete: true
                          branches:
                            - a:
                                call: long
                            - b:
                                wait: PT1H
                            - c:
                                wait: PT1S
                    """),
            of("fork-fails", """
                    - all:
                        fork:
                          branches:
                            - a:
                                call: long
                            - b:
                                wait: PT1H
                            - c:
                                call: never
                    """),
            of("loop", """
                    - each:
                        for: {in: '${ [range(5)] }', each: n}
                        do:
                          - one:
                              switch:
                                - odd:
                                    when: ${ $n % 2 == 1 }
                                    then: call
                                - else:
                                    then: exit
                          - call:
                              call: echo
                              with: {n: '${ $n }'}
                    """),
            of("names", "- a:\n    set: {at: '${ $workflow.id }'}\n- 'b/~c':\n    call: echo\n"),
            of("listens", """
                    - hear:
                        listen: {to: {one: {with: {type: paid}}}}
                    - after:
                        call: echo
                    """, live -> {
                live.awaitTask("hear");
                live.signal("paid", "1", "{\"amount\": 12}");
            }),
            of("listens-until", """
                    - hear:
                        listen: {to: {any: [{with: {type: paid}}], until: '${ length == 2 }'}}
                    """, live -> {
                live.signal("paid", "1", "1");
                live.signal("paid", "1", "1");
                live.signal("other", "2", "2");
                live.signal("paid", "3", "3");
            }),
            of("listens-in-vain", """
                    - careful:
                        try:
                          - hear:
                              listen: {to: {all: [{with: {type: a}}, {with: {type: b}}]}}
                              timeout: {after: PT1S}
                        catch:
                          do:
                            - late:
                                set: {late: true}
                    """, live -> live.signal("a", "1", "1")),
            of("plain-signal", "- hear:\n    listen: {to: {one: {with: {type: go}}}}\n", live -> {
                live.awaitTask("hear");
                live.stub().signal("go", "now");
            }),
            of("emits", """
                    - tell:
                        emit: {event: {with: {source: 'https://example.com', type: told, data: {n: 1}}}}
                    - hear:
                        listen: {to: {one: {with: {type: told}}}}
                    """),
            of("pauses", "- hear:\n    listen: {to: {one: {with: {type: go}}}}\n- b:\n    call: echo\n", live -> {
                live.awaitTask("hear");
                live.provider().pauseExecution(live.id());
                live.await(ExecutionState.PAUSED);
                live.signal("go", "1", "1");
                live.provider().resumeExecution(live.id());
            }),
            of("stops", """
                    - a:
                        call: echo
                        with: {n: 1}
                        metadata:
                          compensate:
                            - undo:
                                call: echo
                                with: {undone: '${ $output.n }'}
                    - b:
                        call: long
                    """, live -> {
                live.awaitTask("b");
                live.provider().stopExecution(live.id(), "enough");
            }),
            of("cancelled-by-others", "- a:\n    wait: PT1H\n", live -> {
                live.awaitTask("a");
                live.stub().cancel();
            }),
            of("compensates", """
                    - a:
                        call: echo
                        with: {n: 1}
                        metadata:
                          compensate:
                            - undo:
                                call: never
                    - b:
                        call: never
                    """),
            new Recording("new-runs", """
                    - each:
                        for: {in: '${ [range(12)] }', each: n}
                        do:
                          - one:
                              call: echo
                              with: {n: '${ $n }'}
                    - rest:
                        wait: PT1S
                    """, 30, ALONE),
            of("child", """
                    - below:
                        run: {workflow: {namespace: test, name: child, input: {n: 1}}}
                    - after:
                        call: echo
                    """),
            of("child-fails", """
                    - careful:
                        try:
                          - below:
                              run: {workflow: {namespace: test, name: child}}
                        catch:
                          as: e
                          do:
                            - instead:
                                set: {status: '${ $e.status }'}
                    """),
            of("child-stopped", """
                    - below:
                        run: {workflow: {namespace: test, name: child, input: {wait: true}}}
                    """, live -> {
                live.awaitTask("below");
                live.provider().stopExecution(live.id(), "enough");
            }),
            new Recording("moved", MOVED.formatted(1), 30, live -> {
                live.awaitTask("hear");
                var ignored = live.provider().createWorkflow(OnTemporal.spec(MOVED.formatted(2)));
                live.provider().moveExecution(live.id(), "2");
                live.signal("go", "1", "{}");
            }),
            of("many-steps", """
                    - each:
                        for: {in: '${ [range(30000)] }', each: n}
                        do:
                          - one:
                              set: '${ $n }'
                    """),
            // Since Temporal makes the attempts of simple tries. What is called "retries" began before that.
            of("own-retry", """
                    - careful:
                        try:
                          - a:
                              call: second-time
                        catch:
                          errors: {with: {status: 500}}
                          retry: {delay: PT0.2S, backoff: {linear: {}}, jitter: {from: PT0S, to: PT0.1S}, limit: {attempt: {count: 3}}}
                    - b:
                        call: echo
                        with: {n: '${ . }'}
                    """),
            of("own-retry-used-up", """
                    - careful:
                        try:
                          - a:
                              call: never
                        catch:
                          retry: {limit: {attempt: {count: 2}}}
                          do:
                            - instead:
                                call: echo
                                with: {n: 1}
                    """),
            of("own-retry-paused", """
                    - careful:
                        try:
                          - a:
                              call: second-time
                        catch:
                          retry: {delay: PT3S, limit: {attempt: {count: 3}}}
                    """, live -> {
                live.awaitTask("a");
                live.provider().pauseExecution(live.id());
                live.await(ExecutionState.PAUSED);
                new Patience(OnTemporal.PATIENCE)
                        .until(
                                () -> "the failure of the first attempt",
                                () -> live.provider().journal(live.id()).entries().stream()
                                        .anyMatch(entry ->
                                                entry.path("event").asString().equals("callFailed")));
                live.provider().resumeExecution(live.id());
            }),
            new Recording("own-retry-new-runs", """
                    - each:
                        for: {in: '${ [range(9)] }', each: n}
                        do:
                          - careful:
                              try:
                                - a:
                                    call: second-time
                              catch:
                                retry: {delay: PT0.1S, limit: {attempt: {count: 3}}}
                    """, 30, ALONE),
            of("brief", """
                    - a:
                        call: brief
                        with: {n: 1}
                    - b:
                        call: brief
                        with: {n: '${ .n + 1 }'}
                    - c:
                        call: echo
                    """),
            of("brief-beside", """
                    - all:
                        fork:
                          branches:
                            - race:
                                fork:
                                  compete: true
                                  branches:
                                    - a:
                                        call: long
                                    - b:
                                        call: brief
                            - c:
                                do:
                                  - d:
                                      call: brief
                                timeout: {after: PT1H}
                            - e:
                                wait: PT1S
                    """),
            of("milestones", """
                    - a:
                        set: {stage: built}
                        metadata: {milestone: {memo: stage}}
                    - b:
                        call: echo
                        with: {n: 1}
                        metadata: {milestone: {memo: called, attributes: {ClientAnswered: true}}}
                    """),
            of("graph-answered", GRAPH.formatted("PT1M"), live -> {
                new Patience(OnTemporal.PATIENCE)
                        .until(
                                () -> "the step that waits",
                                () -> live.provider().getExecutionStatus(live.id()).currentTasks().stream()
                                        .anyMatch(task -> task.pointer().startsWith("/steps/wait/signal")));
                live.signal("client-answered", "1", "true");
            }),
            of("graph-unanswered", GRAPH.formatted("PT1S")),
            of("scheduled", "do:\n- a:\n    call: echo\nschedule: {every: PT5S}\n"));

    private Recordings() {}
}
