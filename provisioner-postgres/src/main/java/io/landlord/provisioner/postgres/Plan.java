package io.landlord.provisioner.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant gets of the database server.
 *
 * @param name how definitions and tenants call it
 * @param connections how many connections the tenant's role may have at once
 * @param statementTimeout how long a statement of the tenant may run unless its session says otherwise
 */
public record Plan(String name, int connections, Duration statementTimeout) {
    /** The plans there are, smallest first. */
    public static final List<Plan> ALL = List.of(
            new Plan("basic", 10, Duration.ofSeconds(15)),
            new Plan("premium", 30, Duration.ofSeconds(60)),
            new Plan("enterprise", 100, Duration.ofMinutes(5)));

    /** The plan of this name, if there is one. */
    public static Optional<Plan> named(String name) {
        return ALL.stream().filter(plan -> plan.name().equals(name)).findFirst();
    }
}
