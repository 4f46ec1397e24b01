package io.landlord.control.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.control.operation.Operation;
import io.landlord.control.operation.OperationIds;
import io.landlord.control.operation.Operations;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantEvent;
import io.landlord.control.tenant.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was written of a tenant, checked against itself and against what its handlers were called for. */
final class Chronicle {
    /** A call that has passed the fence may still be on its way to its handler. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(250);

    private final Tenant tenant;
    private final List<TenantEvent> events;
    private final Map<String, Operation> operations;

    Chronicle(Server server, String name) {
        this.tenant = server.tenants.get(name);
        this.events = server.tenants.history(name);
        this.operations = server.operations.list(new Operations.Query(name, null, 1_000, null)).items().stream()
                .collect(Collectors.toMap(Operation::id, operation -> operation));
    }

    /** Checks that the lines follow from each other, and that the last one is how the tenant is. */
    void holdsTogether() {
        assertThat(events.stream().map(TenantEvent::sequence))
                .isEqualTo(Stream.iterate(1L, number -> number + 1)
                        .limit(events.size())
                        .toList());
        TenantState state = TenantState.DELETED;
        String newest = "";
        Set<String> ended = new HashSet<>();
        for (TenantEvent event : events) {
            String operation = requireNonNull(event.operation());
            switch (event.type()) {
                case APPLIED -> {
                    assertThat(event.state()).isEqualTo(TenantState.REQUESTED);
                    newest = operation;
                }
                case DELETE_REQUESTED -> {
                    assertThat(event.state()).isEqualTo(TenantState.DELETING);
                    newest = operation;
                }
                case STARTED -> {
                    assertThat(operation).isEqualTo(newest);
                    assertThat(event.state())
                            .isEqualTo(state == TenantState.DELETING ? TenantState.DELETING : TenantState.PROVISIONING);
                }
                case RESTARTED, DELAYED -> assertThat(event.state()).isEqualTo(state);
                case SUCCEEDED -> {
                    assertThat(ended.add(operation)).isTrue();
                    assertThat(event.state()).isEqualTo(operation.equals(newest) ? success(operation) : state);
                }
                case FAILED -> {
                    assertThat(ended.add(operation)).isTrue();
                    assertThat(event.state()).isEqualTo(operation.equals(newest) ? TenantState.FAILED : state);
                }
                case SUPERSEDED -> assertThat(ended.add(operation)).isTrue();
            }
            state = event.state();
        }
        assertThat(state).isEqualTo(tenant.state());
        assertThat(tenant.operation()).isEqualTo(newest);
        assertThat(ended).isEqualTo(operations.keySet());
        assertThat(operations.values())
                .allSatisfy(operation -> assertThat(operation.state().isFinal()).isTrue());
        assertThat(tenant.generation()).isEqualTo(operations.size());
    }

    private TenantState success(String operation) {
        return requireNonNull(operations.get(operation)).kind() == Operation.Kind.DELETE
                ? TenantState.DELETED
                : TenantState.READY;
    }

    /** Checks that no handler was called for an attempt after another one had begun, or after the operation had ended. */
    void heardNoZombie(List<World.Call> calls) {
        Map<String, Instant> over = new HashMap<>();
        Map<String, Integer> attempts = new HashMap<>();
        for (TenantEvent event : events) {
            String operation = requireNonNull(event.operation());
            if (event.type() == TenantEvent.Type.RESTARTED) {
                int attempt = attempts.merge(operation, 1, Integer::sum);
                over.put(OperationIds.executionName(operation, attempt), event.time());
            }
        }
        for (World.Call call : calls) {
            OperationIds.Attempt attempt =
                    OperationIds.attempt(call.executionName()).orElseThrow();
            Operation operation = operations.get(attempt.operation());
            if (operation != null) {
                Instant end = over.getOrDefault(call.executionName(), requireNonNull(operation.endedAt()));
                assertThat(call.time()).as(call.executionName()).isBefore(end.plus(ON_ITS_WAY));
            }
        }
    }
}
