package io.landlord.cli.local;

import java.util.Locale;

/** How a command writes what was asked for. */
enum OutputFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
