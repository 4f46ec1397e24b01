package io.landlord.control.plan;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * The limits of a tier.
 *
 * @param name lower-case letters, digits and {@code -}, beginning with a letter, at most 40
 * @param description for people; may be empty
 * @param limits a JSON object; {@code connections} (1 to 10,000) and {@code statementTimeout} (an ISO-8601 duration) are checked,
 *     further keys are free
 * @param version counts the plan's changes, from 1
 */
public record Plan(
        String name, String description, ObjectNode limits, long version, Instant createdAt, Instant updatedAt) {}
