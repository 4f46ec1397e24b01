package io.landlord.provisioner.postgres;

import io.landlord.api.handler.TaskFailure;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a call was given, checked: a wrong value never reaches SQL. */
final class Arguments {
    static final String TENANT = "tenant";
    static final String PLAN = "plan";
    static final String CLAIM = "claim";

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

    Plan plan() {
        String name = text(PLAN);
        String plans = Plan.ALL.stream().map(Plan::name).collect(Collectors.joining(", "));
        if (name == null) {
            throw TaskFailure.invalidArguments("the argument 'plan' is missing; plans are " + plans);
        }
        return Plan.named(name)
                .orElseThrow(() ->
                        TaskFailure.invalidArguments("there is no plan '" + shortened(name) + "'; plans are " + plans));
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
