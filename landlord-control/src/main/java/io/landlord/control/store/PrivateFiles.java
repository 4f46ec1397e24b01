package io.landlord.control.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Files that only their owner may read. Where the file system knows no owners, they are plain files. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** Java refuses the second lock of a process on a file instead of waiting for the first. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    /** Work that may fail at a file. */
    public interface FileWork<T> {
        T run() throws IOException;
    }

    private PrivateFiles() {}

    /** Makes an empty file and its directories where they are missing; an existing file stays as it is. */
    public static void createEmpty(Path file) throws IOException {
        createDirectoryOf(file);
        try {
            Files.createFile(file, permissions("rw-------"));
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(file)) {
                throw e;
            }
        }
    }

    /** Writes a new file as a whole, so that it is there after a loss of power, or not at all. */
    public static void create(Path file, byte[] content) throws IOException {
        createDirectoryOf(file);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(
                temporary,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Does the work while no other thread or process does work under the same lock file, which stays behind, empty. */
    public static <T> T exclusively(Path lockFile, FileWork<T> work) throws IOException {
        createDirectoryOf(lockFile);
        ONE_AT_A_TIME.lock();
        try (FileChannel channel = FileChannel.open(
                        lockFile,
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        permissions("rw-------"));
                FileLock ignored = channel.lock()) {
            return work.run();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** Whether everybody may read or write the file, or its group may write it. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return POSIX && !Collections.disjoint(TOO_OPEN, Files.getPosixFilePermissions(file));
    }

    private static void createDirectoryOf(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(directory, permissions("rwx------"));
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
