package io.landlord.handlers.credential;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps credentials in one file, encrypted with AES-256-GCM, durable and whole after a crash at any moment.
 *
 * <p>Meant for one machine: every read decrypts the file and every write writes it anew, so some thousands of credentials are its
 * limit. Several processes may share the file; a lock on {@code <file>.lock} orders their writes. The files are created for their
 * owner only. On a file that was tampered with, or with a wrong key, every operation is a {@link LandlordException} of
 * {@link ErrorCode#INTERNAL} and changes nothing; a failing disk is an {@link UncheckedIOException}.
 */
public final class EncryptedFileCredentialStore implements CredentialStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, TreeMap<String, Credential>>> TENANTS = new TypeReference<>() {};
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);
    private static final Duration LOCK_POLL = Duration.ofMillis(5);

    private final Path file;
    private final Path lockFile;
    private final Cipher256 cipher;
    private final ReentrantLock writers = new ReentrantLock();

    private EncryptedFileCredentialStore(Path file, Cipher256 cipher) {
        this.file = file;
        this.lockFile = lockFile(file);
        this.cipher = cipher;
    }

    /**
     * A store in this file, with the key in {@code <file>.key}: 32 bytes as Base64. A missing key is created, unless the store
     * exists already; then its key was lost, and that is an error.
     */
    public static EncryptedFileCredentialStore open(Path file) {
        return open(file, sibling(file, ".key"));
    }

    /** A store in this file with the key in that file; otherwise as {@link #open(Path)}. */
    public static EncryptedFileCredentialStore open(Path file, Path keyFile) {
        try {
            PrivateFile.createDirectory(PrivateFile.directory(file));
            PrivateFile.createDirectory(PrivateFile.directory(keyFile));
            try (FileChannel channel = PrivateFile.openLock(lockFile(file));
                    FileLock ignored = lock(channel, file)) {
                return checked(file, readOrCreateKey(file, keyFile));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the credential store " + file, e);
        }
    }

    /** A store in this file with a key of 32 bytes that the caller keeps. */
    public static EncryptedFileCredentialStore withKey(Path file, byte[] key) {
        try {
            PrivateFile.createDirectory(PrivateFile.directory(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the credential store " + file, e);
        }
        return checked(file, key);
    }

    @Override
    public void put(CredentialReference reference, Credential credential) {
        write(tenants -> {
            tenants.computeIfAbsent(reference.tenant(), tenant -> new TreeMap<>())
                    .put(reference.name(), credential);
            return tenants;
        });
    }

    @Override
    public Optional<Credential> find(CredentialReference reference) {
        return Optional.ofNullable(read().get(reference.tenant()))
                .map(credentials -> credentials.get(reference.name()));
    }

    @Override
    public void delete(CredentialReference reference) {
        if (find(reference).isEmpty()) {
            return;
        }
        write(tenants -> {
            TreeMap<String, Credential> credentials = tenants.getOrDefault(reference.tenant(), new TreeMap<>());
            credentials.remove(reference.name());
            if (credentials.isEmpty()) {
                tenants.remove(reference.tenant());
            }
            return tenants;
        });
    }

    @Override
    public List<CredentialReference> list(String tenant) {
        return read().getOrDefault(tenant, new TreeMap<>()).keySet().stream()
                .map(name -> new CredentialReference(tenant, name))
                .toList();
    }

    private void write(UnaryOperator<TreeMap<String, TreeMap<String, Credential>>> change) {
        writers.lock();
        try (FileChannel channel = PrivateFile.openLock(lockFile);
                FileLock ignored = lock(channel, file)) {
            PrivateFile.replace(file, cipher.seal(JSON.writeValueAsBytes(change.apply(read()))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the credential store " + file, e);
        } finally {
            writers.unlock();
        }
    }

    private TreeMap<String, TreeMap<String, Credential>> read() {
        try {
            byte[] plain = cipher.open(Files.readAllBytes(file), "the credential store " + file);
            return JSON.readValue(plain, TENANTS);
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the credential store " + file, e);
        } catch (JacksonException e) {
            // The cause would quote what it could not read, and that is secret.
            throw new LandlordException(
                    ErrorCode.INTERNAL, "the credential store " + file + " holds no credentials that can be read");
        }
    }

    private static EncryptedFileCredentialStore checked(Path file, byte[] key) {
        EncryptedFileCredentialStore store = new EncryptedFileCredentialStore(file, new Cipher256(key));
        store.read();
        return store;
    }

    private static byte[] readOrCreateKey(Path file, Path keyFile) throws IOException {
        if (Files.exists(keyFile)) {
            return readKey(keyFile);
        }
        if (Files.exists(file)) {
            throw new LandlordException(
                    ErrorCode.INTERNAL,
                    "the credential store " + file + " exists but its key file " + keyFile
                            + " is missing; restore the key file from a backup");
        }
        byte[] key = Cipher256.newKey();
        PrivateFile.replace(
                keyFile, (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII));
        return key;
    }

    private static byte[] readKey(Path keyFile) throws IOException {
        if (PrivateFile.isOpenToOthers(keyFile)) {
            throw new LandlordException(
                    ErrorCode.INTERNAL,
                    "the key file " + keyFile + " is open to others than its owner; run chmod 600 on it");
        }
        try {
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(keyFile, StandardCharsets.ISO_8859_1)
                            .strip());
            if (key.length == Cipher256.KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not Base64 and of a wrong length are the same mistake to the reader of the message.
        }
        throw new LandlordException(
                ErrorCode.INTERNAL,
                "the key file " + keyFile + " must hold " + Cipher256.KEY_LENGTH + " bytes as Base64");
    }

    /** Java refuses a second lock within one process at once instead of waiting, so the wait is done here. */
    private static FileLock lock(FileChannel channel, Path file) throws IOException {
        long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_POLL.toNanos());
        }
        throw new IOException("the credential store " + file + " stayed locked for " + LOCK_WAIT.toSeconds() + " s");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Path lockFile(Path file) {
        return sibling(file, ".lock");
    }

    private static Path sibling(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
