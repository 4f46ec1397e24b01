package io.landlord.machine.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which errors a {@code try} catches, and what it does with them (dsl-reference, "Catch"). Filter, {@code when} and
 * {@code exceptWhen} must all agree.
 *
 * @param filter {@code errors.with}: the properties an error must have; empty for any error; keys keep their order
 * @param as the variable that holds the error
 * @param when a condition that must hold
 * @param exceptWhen a condition that must not hold
 * @param retry when to run the block again
 * @param block {@code catch.do}
 * @param then what follows on the error path instead of the task's own {@code then}
 */
public record Catch(
        Map<String, Template> filter,
        String as,
        @Nullable Expression when,
        @Nullable Expression exceptWhen,
        @Nullable Retry retry,
        @Nullable Block block,
        @Nullable Flow then) {

    public Catch {
        filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
    }
}
