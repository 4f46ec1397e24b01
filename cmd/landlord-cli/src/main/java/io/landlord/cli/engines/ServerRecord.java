package io.landlord.cli.engines;

import io.landlord.cli.console.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is remembered of the server in a file: its process and its ports. A record may be stale, so a process is the server only
 * when its own arguments say so. The ports are remembered after its end too, so that links stay good.
 *
 * @param pid the process; 0 when it was stopped
 */
record ServerRecord(long pid, int port, int uiPort) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The record in this file, unless there is none that can be read. */
    static Optional<ServerRecord> read(Path file) {
        try {
            JsonNode record = JSON.readTree(Files.readString(file));
            ServerRecord read = new ServerRecord(
                    record.path("pid").asLong(0),
                    record.path("port").asInt(0),
                    record.path("uiPort").asInt(0));
            return read.port > 0 && read.uiPort > 0 ? Optional.of(read) : Optional.empty();
        } catch (IOException | JacksonException nothing) {
            return Optional.empty();
        }
    }

    /** Written as a whole or not at all. */
    void write(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Path ignored = Files.writeString(
                    draft,
                    JsonText.pretty(JsonText.object()
                                    .put("pid", pid)
                                    .put("port", port)
                                    .put("uiPort", uiPort))
                            + "\n");
            Path moved = Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot write " + file, problem);
        }
    }

    /** The server on this database that runs now, whoever started it: this record's process, or any other. */
    static Optional<ServerRecord> running(Optional<ServerRecord> record, Path database) {
        Optional<ServerRecord> recorded = record.filter(known -> known.pid > 0)
                .flatMap(known -> ProcessHandle.of(known.pid))
                .flatMap(process -> of(process, database));
        return recorded.isPresent()
                ? recorded
                : ProcessHandle.allProcesses()
                        .flatMap(process -> of(process, database).stream())
                        .findFirst();
    }

    private static Optional<ServerRecord> of(ProcessHandle process, Path database) {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        boolean ours = process.isAlive()
                && arguments.contains("start-dev")
                && database.toString().equals(after(arguments, "--db-filename"));
        if (!ours) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServerRecord(
                    process.pid(),
                    Integer.parseInt(after(arguments, "--port")),
                    Integer.parseInt(after(arguments, "--ui-port"))));
        } catch (NumberFormatException someoneElses) {
            return Optional.empty();
        }
    }

    private static String after(List<String> arguments, String option) {
        int place = arguments.indexOf(option);
        return place >= 0 && place + 1 < arguments.size() ? arguments.get(place + 1) : "";
    }
}
