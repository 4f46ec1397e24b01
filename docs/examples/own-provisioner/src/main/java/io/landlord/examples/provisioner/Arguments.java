package io.landlord.examples.provisioner;

import io.landlord.api.handler.TaskFailure;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a call was given, checked: a wrong value never becomes a path. */
record Arguments(JsonNode values) {
    private static final Pattern TENANT = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern CLAIM = Pattern.compile("[\\p{Graph}]{1,200}");

    String tenant() {
        String name = values.path("tenant").asString("");
        if (!TENANT.matcher(name).matches()) {
            throw TaskFailure.invalidArguments(
                    "the argument 'tenant' must be 1 to 40 lower-case letters, digits and '-', "
                            + "beginning with a letter");
        }
        return name;
    }

    /** Under which claim something is made or removed; {@code null} when none was given. */
    @Nullable
    String claim() {
        JsonNode claim = values.path("claim");
        if (claim.isMissingNode() || claim.isNull()) {
            return null;
        }
        if (!claim.isString() || !CLAIM.matcher(claim.stringValue()).matches()) {
            throw TaskFailure.invalidArguments(
                    "the argument 'claim' must be 1 to 200 printable ASCII characters without blanks");
        }
        return claim.stringValue();
    }
}
