package io.landlord.tck.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The cases of the corpus, from the files under {@code corpus/} of this module's resources. */
public final class Corpus {
    private static final String ROOT = "/corpus";
    private static final String ENDING = ".yaml";

    private Corpus() {}

    /**
     * Every case, ordered by name.
     *
     * @throws IllegalArgumentException for a file that is no case, saying which and why
     */
    public static List<CorpusCase> cases() {
        URL root = Objects.requireNonNull(Corpus.class.getResource(ROOT), "the corpus is not on the class path");
        try {
            URI uri = root.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(ROOT));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<CorpusCase> read(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
            return sorted.stream().map(file -> read(root, file)).toList();
        }
    }

    private static CorpusCase read(Path root, Path file) {
        String relative = root.relativize(file).toString().replace('\\', '/');
        String name = relative.substring(0, relative.length() - ENDING.length());
        try {
            return new CaseReader(name).read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException("corpus/" + relative + " is no case: " + wrong.getMessage(), wrong);
        }
    }
}
