package io.landlord.cli.remote;

import java.util.Locale;

/** How a command writes what the server answered. */
enum Format {
    TABLE,
    JSON,
    YAML;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
