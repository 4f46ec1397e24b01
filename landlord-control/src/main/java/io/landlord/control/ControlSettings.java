package io.landlord.control;

import static java.util.Objects.requireNonNull;

/**
 * How a control plane behaves.
 *
 * @param provider the engine that operations run on
 * @param defaultPlan the plan of a tenant that names none
 * @param defaultTemplate the template of a tenant that names none
 * @param concurrency how many operations one server runs at once, from 1 to 1,000
 */
public record ControlSettings(String provider, String defaultPlan, String defaultTemplate, int concurrency) {
    public ControlSettings {
        requireNonNull(provider, "provider");
        requireNonNull(defaultPlan, "defaultPlan");
        requireNonNull(defaultTemplate, "defaultTemplate");
        if (concurrency < 1 || concurrency > 1_000) {
            throw new IllegalArgumentException("concurrency must be between 1 and 1000, not " + concurrency);
        }
    }

    /** Plan {@code basic}, template {@code tenant-database}, four operations at once. */
    public static ControlSettings on(String provider) {
        return new ControlSettings(provider, "basic", "tenant-database", 4);
    }
}
