package io.landlord.provisioner.postgres;

import io.landlord.api.handler.TaskFailure;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a call was given, checked: a wrong value never reaches SQL. */
final class Arguments {
    static final String TENANT = "tenant";
    static final String PLAN = "plan";
    static final String LIMITS = "limits";
    static final String CLAIM = "claim";

    private static final String CONNECTIONS = "connections";
    private static final String STATEMENT_TIMEOUT = "statementTimeout";
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration LONGEST_STATEMENT = Duration.ofDays(24);
    private static final Pattern CLAIM_TEXT = Pattern.compile("[\\p{Graph}]{1,200}");

    private final JsonNode values;

    Arguments(JsonNode values, Collection<String> known) {
        if (!values.isObject()) {
            throw TaskFailure.invalidArguments("the arguments must be an object");
        }
        for (String name : values.propertyNames()) {
            if (!known.contains(name)) {
                throw TaskFailure.invalidArguments(
                        "there is no argument '" + shortened(name) + "'; known are " + String.join(", ", known));
            }
        }
        this.values = values;
    }

    Tenant tenant() {
        String name = text(TENANT);
        if (name == null) {
            throw TaskFailure.invalidArguments("the argument 'tenant' is missing");
        }
        return Tenant.named(name)
                .orElseThrow(() -> TaskFailure.invalidArguments("'" + shortened(name)
                        + "' is no tenant name: 1 to 40 lower-case letters, digits and '-', beginning with a letter"));
    }

    /** The plan with its own limits, or with those that were given in their place. */
    Plan plan() {
        String name = text(PLAN);
        String plans = Plan.ALL.stream().map(Plan::name).collect(Collectors.joining(", "));
        if (name == null) {
            throw TaskFailure.invalidArguments("the argument 'plan' is missing; plans are " + plans);
        }
        Optional<Plan> known = Plan.named(name);
        JsonNode limits = limits();
        if (limits == null) {
            return known.orElseThrow(() ->
                    TaskFailure.invalidArguments("there is no plan '" + shortened(name) + "'; plans are " + plans));
        }
        return new Plan(
                name,
                connections(limits, known.map(Plan::connections), name),
                statementTimeout(limits, known.map(Plan::statementTimeout), name));
    }

    /** What a role was limited to, as {@link RoleLimits#toJson} wrote it; {@code null} when there was no such role. */
    @Nullable
    RoleLimits recordedLimits() {
        JsonNode limits = limits();
        if (limits == null) {
            return null;
        }
        JsonNode connections = limits.path(CONNECTIONS);
        JsonNode timeout = limits.path(STATEMENT_TIMEOUT);
        if (!connections.isInt() || !(timeout.isString() || timeout.isNull())) {
            throw TaskFailure.invalidArguments("the argument 'limits' must be what postgres.prepare gave");
        }
        return new RoleLimits(connections.intValue(), timeout.isNull() ? null : timeout.stringValue());
    }

    private @Nullable JsonNode limits() {
        JsonNode limits = values.get(LIMITS);
        if (limits == null || limits.isNull()) {
            return null;
        }
        if (!limits.isObject()) {
            throw TaskFailure.invalidArguments("the argument 'limits' must be an object");
        }
        return limits;
    }

    private static int connections(JsonNode limits, Optional<Integer> ofPlan, String plan) {
        JsonNode value = limits.path(CONNECTIONS);
        if (value.isMissingNode() || value.isNull()) {
            return ofPlan.orElseThrow(() -> missing(CONNECTIONS, plan));
        }
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > MOST_CONNECTIONS) {
            throw TaskFailure.invalidArguments("limits.connections must be a whole number from 1 to " + MOST_CONNECTIONS
                    + ", not " + shortened(value.toString()));
        }
        return value.intValue();
    }

    private static Duration statementTimeout(JsonNode limits, Optional<Duration> ofPlan, String plan) {
        JsonNode value = limits.path(STATEMENT_TIMEOUT);
        if (value.isMissingNode() || value.isNull()) {
            return ofPlan.orElseThrow(() -> missing(STATEMENT_TIMEOUT, plan));
        }
        return duration(value)
                .filter(duration -> duration.toMillis() >= 1 && duration.compareTo(LONGEST_STATEMENT) <= 0)
                .orElseThrow(() -> TaskFailure.invalidArguments(
                        "limits.statementTimeout must be an ISO-8601 duration from PT0.001S to P24D, as PT30S, not "
                                + shortened(value.toString())));
    }

    private static Optional<Duration> duration(JsonNode value) {
        try {
            return value.isString() ? Optional.of(Duration.parse(value.stringValue())) : Optional.empty();
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }

    private static TaskFailure missing(String limit, String plan) {
        return TaskFailure.invalidArguments(
                "the plan '" + shortened(plan) + "' has no limits." + limit + "; add it to the plan's limits");
    }

    /** The claim under which things are made or removed, if one was given. */
    @Nullable
    String claim() {
        String claim = text(CLAIM);
        if (claim != null && !CLAIM_TEXT.matcher(claim).matches()) {
            throw TaskFailure.invalidArguments(
                    "the argument 'claim' must be 1 to 200 printable ASCII characters without blanks");
        }
        return claim;
    }

    private @Nullable String text(String name) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw TaskFailure.invalidArguments("the argument '" + name + "' must be a string");
        }
        return value.stringValue();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
