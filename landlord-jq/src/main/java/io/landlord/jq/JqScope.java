package io.landlord.jq;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What an evaluation may see besides its input.
 *
 * @param variables the values of the caller's variables, by name without {@code $}; every variable that
 *     {@link JqProgram#variables()} names must be there
 * @param now the time that {@code now} and its kin report; the zone is always UTC
 * @param meter what the evaluation may spend; evaluations that share a meter share its budget
 */
public record JqScope(Map<String, JsonNode> variables, Instant now, JqMeter meter) {
    public JqScope {
        variables = Map.copyOf(variables);
    }
}
