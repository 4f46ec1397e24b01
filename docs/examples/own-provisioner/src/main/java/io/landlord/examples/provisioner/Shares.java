package io.landlord.examples.provisioner;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shares of all tenants, a directory each below one root.
 *
 * <p>What takes several writes is done beside the share, under a name no tenant can have, and takes effect by one rename. A
 * process that is lost in between leaves a share that is whole or none, and leftovers that the next call for this tenant
 * removes.
 */
final class Shares {
    private static final String NEW = ".new~";
    private static final String GONE = ".gone~";

    private final Path root;

    Shares(Path root) {
        this.root = root;
    }

    Path of(String tenant) {
        return root.resolve(tenant);
    }

    /** The share's marker; nothing when there is no share. */
    Optional<Marker> find(String tenant) throws IOException {
        Path directory = of(tenant);
        if (!Files.exists(directory)) {
            return Optional.empty();
        }
        Marker marker = Marker.in(directory)
                .filter(found -> found.tenant().equals(tenant))
                .orElse(null);
        if (marker == null) {
            throw new TaskFailure(
                    StandardError.COMMUNICATION.type(),
                    409,
                    "Conflict",
                    "there is a " + directory + " that was not made for tenant " + tenant
                            + "; move it away or choose another name for the tenant",
                    false,
                    null);
        }
        return Optional.of(marker);
    }

    /** Makes the share unless it is there; it keeps the claim it was made under. */
    void create(String tenant, @Nullable String claim, String keyDigest) throws IOException {
        Marker known = find(tenant).orElse(null);
        if (known != null && known.keyDigest().equals(keyDigest)) {
            return;
        }
        if (known != null) {
            new Marker(tenant, known.claim(), keyDigest).writeTo(of(tenant));
            return;
        }
        Path made = Files.createTempDirectory(Files.createDirectories(root), NEW + tenant + "~");
        new Marker(tenant, claim, keyDigest).writeTo(made);
        try {
            Path ignored = Files.move(made, of(tenant), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // The same call, delivered twice at once: the other one made it.
            delete(made);
            create(tenant, claim, keyDigest);
        }
    }

    /** Removes the share with all that is in it, unless it was made under another claim. Says whether there is still one. */
    boolean remove(String tenant, @Nullable String claim) throws IOException {
        Optional<Marker> marker = find(tenant);
        boolean ours = marker.isPresent() && Marker.covers(claim, marker.get().claim());
        if (ours) {
            Path gone = Files.createTempDirectory(root, GONE + tenant + "~");
            Path ignored = Files.move(of(tenant), gone, StandardCopyOption.ATOMIC_MOVE);
        }
        for (Path leftover : leftovers(tenant)) {
            delete(leftover);
        }
        return marker.isPresent() && !ours;
    }

    private List<Path> leftovers(String tenant) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> isLeftover(entry.getFileName().toString(), tenant))
                    .toList();
        }
    }

    private static boolean isLeftover(String name, String tenant) {
        return name.startsWith(NEW + tenant + "~") || name.startsWith(GONE + tenant + "~");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
