package io.landlord.examples.provider;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that is only ever appended to, a JSON object a line. A line is on the disk when {@link #append} returns. One process
 * has it at a time. Used by one thread.
 */
final class JournalFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private @Nullable IOException failure;

    private JournalFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static JournalFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw unavailable("the journal " + path + " is in use by another process", null);
            }
            return new JournalFile(path, channel);
        } catch (IOException e) {
            throw unavailable("cannot open the journal " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    /** All lines, oldest first. What a kill left of a line that was being written was never promised to anybody; it is cut off. */
    List<Line> read() {
        try {
            byte[] bytes = Files.readAllBytes(path);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            channel.truncate(end).position(end);
            List<Line> lines = new ArrayList<>();
            for (String line :
                    new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
                lines.add(Line.read(JsonMapper.shared().readTree(line)));
            }
            return lines;
        } catch (IOException e) {
            throw unavailable("cannot read the journal " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes a line durable.
     *
     * <p>After one failure every further call fails: nobody knows how much of the line is in the file, and a line after it
     * could not be trusted. A restart reads what is there and goes on.
     */
    void append(Line line) {
        if (failure == null) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line.toJson() + "\n");
            try {
                while (bytes.hasRemaining()) {
                    int ignored = channel.write(bytes);
                }
                channel.force(false);
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw unavailable("cannot write the journal " + path + "; see to the disk and restart", failure);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unavailable("cannot close the journal " + path, e);
        }
    }

    private static LandlordException unavailable(String message, @Nullable Throwable cause) {
        return new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, message, cause);
    }
}
