package io.landlord.provider.temporal;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.tck.Patience;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

/**
 * A kind of execution whose history is kept. What is recorded stays: new kinds are added, none is changed.
 *
 * @param name of the files
 * @param tasks the definition from {@code do} on, or its tasks
 * @param continueAfter after how many events a new run begins; 0 for when Temporal suggests it
 * @param driver what happens to it from outside
 */
record Recording(String name, String tasks, int continueAfter, Driver driver) {

    /** Does something to an execution that has begun. */
    interface Driver {
        void drive(Live live);
    }

    /** An execution on a real server. */
    record Live(TemporalProvider provider, WorkflowStub stub, String id) {
        void await(ExecutionState state) {
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> state + ", not " + provider.getExecutionStatus(id),
                            () -> provider.getExecutionStatus(id).state() == state);
        }

        /** Until a task of this pointer's last name has begun. */
        void awaitTask(String name) {
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "task " + name,
                            () -> provider.getExecutionStatus(id).currentTasks().stream()
                                    .anyMatch(task -> task.name().equals(name)));
        }

        void signal(String type, String eventId, String data) {
            provider.signalExecution(
                    id, EventMessage.signal(type, eventId, JsonMapper.shared().readTree(data)));
        }
    }

    /** The executions that have made the call that works the second time. */
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

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

    private static final Driver ALONE = live -> {};

    private static Recording of(String name, String tasks) {
        return new Recording(name, tasks, 0, ALONE);
    }

    private static Recording of(String name, String tasks, Driver driver) {
        return new Recording(name, tasks, 0, driver);
    }

    /** What the definitions call. */
    static TaskHandlers handlers() {
        return new TaskHandlers()
                .register(Handler.echo())
                .register(new Handler("second-time", (arguments, context) -> {
                    if (KNOWN.add(context.executionId())) {
                        throw TaskFailure.retryable("not yet", null);
                    }
                    return IntNode.valueOf(2);
                }))
                .register(new Handler("never", (arguments, context) -> {
                    throw TaskFailure.of(StandardError.COMMUNICATION, "never", false, null);
                }))
                .register(new Handler("long", (arguments, context) -> {
                    TimeUnit.HOURS.sleep(1);
                    return arguments;
                }));
    }

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
            of("many-steps", """
                    - each:
                        for: {in: '${ [range(30000)] }', each: n}
                        do:
                          - one:
                              set: '${ $n }'
                    """));
}
