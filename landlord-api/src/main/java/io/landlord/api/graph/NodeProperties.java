package io.landlord.api.graph;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a step's {@code with} may have.
 *
 * @param required what it must have
 * @param optional what else it may have; those of the node's phase need not be named
 * @param others whether it may have anything beside these
 */
public record NodeProperties(List<String> required, List<String> optional, boolean others) {
    /** Anything. */
    public static final NodeProperties ANY = new NodeProperties(List.of(), List.of(), true);

    public NodeProperties {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /** Those named and no others. */
    public static NodeProperties only(List<String> required, List<String> optional) {
        return new NodeProperties(required, optional, false);
    }

    /** All that are named. */
    public List<String> names() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }
}
