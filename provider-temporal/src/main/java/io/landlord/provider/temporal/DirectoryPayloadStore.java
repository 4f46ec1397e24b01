package io.landlord.provider.temporal;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.payload.PayloadStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps each value in a file of its own under a directory, which the processes share. A file is written beside its place, brought to
 * the disk and then moved there, so that no reader meets half of it.
 */
public final class DirectoryPayloadStore implements PayloadStore {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String UNFINISHED = ".tmp";
    private static final int FOLDER = 2;

    private final Path directory;

    /** @throws LandlordException {@link ErrorCode#STORE_UNAVAILABLE} when the directory cannot be made or written to */
    public DirectoryPayloadStore(Path directory) {
        this.directory = directory;
        try {
            Path made = Files.createDirectories(directory);
            if (!Files.isWritable(made)) {
                throw new IOException("this process may not write there");
            }
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public void put(String hash, byte[] content) {
        Path file = file(hash);
        try {
            if (Files.exists(file)) {
                Path ignored = Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                return;
            }
            Path folder = Files.createDirectories(directory.resolve(hash.substring(0, FOLDER)));
            Path unfinished = folder.resolve(UUID.randomUUID() + UNFINISHED);
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    int ignored = channel.write(buffer);
                }
                channel.force(true);
            }
            Path ignored =
                    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public Optional<byte[]> get(String hash) {
        try {
            return Optional.of(Files.readAllBytes(file(hash)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    /** Deletes what was last kept before this time; returns how many values that were. */
    public int deleteBefore(Instant time) {
        int deleted = 0;
        try (Stream<Path> files = Files.walk(directory, FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    Files.delete(file);
                    deleted++;
                }
            }
        } catch (IOException failure) {
            throw unavailable(failure);
        }
        return deleted;
    }

    private Path file(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("not the SHA-256 of a value: " + hash);
        }
        return directory.resolve(hash.substring(0, FOLDER)).resolve(hash);
    }

    private LandlordException unavailable(IOException failure) {
        return new LandlordException(
                ErrorCode.STORE_UNAVAILABLE,
                "the payload directory " + directory + " cannot be used: " + failure,
                failure);
    }
}
