package io.landlord.provisioner.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one embedded server. */
record Directory(Path root) {
    private static final Pattern PORT = Pattern.compile("\"-p\" \"(\\d+)\"");
    private static final int PASSWORD_BYTES = 32;

    static Directory prepare(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        return new Directory(absolute.toRealPath());
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("server.log");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path passwordFile() {
        return root.resolve("admin-password");
    }

    /** The administrator's password, made up at the first call. */
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Path temporary = root.resolve("admin-password.new");
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    temporary,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.DSYNC);
            Files.move(temporary, passwordFile());
        }
        return Files.readString(passwordFile()).strip();
    }

    /** The port of the last start, which the server writes down itself. */
    OptionalInt lastPort() throws IOException {
        Path options = data().resolve("postmaster.opts");
        if (!Files.exists(options)) {
            return OptionalInt.empty();
        }
        Matcher matcher = PORT.matcher(Files.readString(options));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** A first start that was killed leaves a cluster without some of its files; nobody has used it yet. */
    void discardHalfMadeCluster() throws IOException {
        if (!Files.exists(complete()) && Files.exists(data())) {
            delete(data());
        }
    }

    void markComplete() throws IOException {
        if (!Files.exists(complete())) {
            Files.createFile(complete());
        }
    }

    void delete() throws IOException {
        delete(root);
    }

    private Path complete() {
        return root.resolve("complete");
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
