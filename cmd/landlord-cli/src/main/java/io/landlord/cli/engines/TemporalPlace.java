package io.landlord.cli.engines;

import java.nio.file.Path;

/**
 * A Temporal server that runs on this machine.
 *
 * @param port of its frontend, on the loopback address
 * @param uiPort of its UI
 */
public record TemporalPlace(long pid, int port, int uiPort, Path database, Path log) {

    /** What clients and workers connect to. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Where people look. */
    public String ui() {
        return "http://127.0.0.1:" + uiPort;
    }
}
