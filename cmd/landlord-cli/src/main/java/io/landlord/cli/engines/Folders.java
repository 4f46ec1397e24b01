package io.landlord.cli.engines;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are that outlive a command: outside the tree, as the XDG base directories have it.
 *
 * @param cache what can be got again, the program
 * @param state what cannot, the server's database
 */
record Folders(Path cache, Path state) {

    static Folders of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new Folders(
                base(environment, "XDG_CACHE_HOME", home, ".cache"),
                base(environment, "XDG_STATE_HOME", home, ".local/state"));
    }

    private static Path base(Map<String, String> environment, String variable, String home, String usual) {
        String given = environment.getOrDefault(variable, "");
        Path base = given.startsWith("/") ? Path.of(given) : Path.of(home, usual);
        return base.resolve("landlord").resolve("temporal").toAbsolutePath().normalize();
    }

    Path venv() {
        return cache.resolve("venv");
    }

    Path database() {
        return state.resolve("temporal.db");
    }

    Path log() {
        return state.resolve("temporal.log");
    }

    Path record() {
        return state.resolve("server.json");
    }

    Path lock() {
        return state.resolve("lock");
    }
}
