package io.landlord.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links lead somewhere, quoted code is the code, and what is named is there. */
class DocsTest {
    private static final Pattern MODULE =
            Pattern.compile("\\b(?:landlord|provider|provisioner|example)-[a-z]+(?:-[a-z]+)*\\b");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(Page page) {
        for (String link : page.links()) {
            int hash = link.indexOf('#');
            String file = hash < 0 ? link : link.substring(0, hash);
            Path target = file.isEmpty()
                    ? page.path()
                    : page.path().resolveSibling(file).normalize();
            assertThat(target).as("%s links to %s", page, link).exists();
            if (hash >= 0) {
                Page other = pages().filter(candidate -> candidate.path().equals(target))
                        .findFirst()
                        .orElseThrow();
                assertThat(other.anchors()).as("%s links to %s", page, link).contains(link.substring(hash + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void code_that_is_quoted_is_the_code(Page page) throws IOException {
        boolean isExample = page.toString().startsWith("docs/examples/");
        for (Page.Block block : page.blocks()) {
            if (block.source() != null) {
                Path source = page.path().resolveSibling(block.source());
                assertThat(source)
                        .as("%s quotes it in line %d", page, block.line())
                        .exists();
                if (!quotes(Files.readAllLines(source), block.text())) {
                    fail(
                            "%s, line %d: this is not in %s any more:%n%s",
                            page, block.line(), block.source(), String.join("\n", block.text()));
                }
            } else if (isExample) {
                assertThat(block.language())
                        .as("%s, line %d: code of an example says where it is from", page, block.line())
                        .isNotIn("java", "yaml");
            }
        }
    }

    /** Whether the lines stand together in the source, all moved in equally far. */
    private static boolean quotes(List<String> source, List<String> text) {
        for (int first = 0; first + text.size() <= source.size(); first++) {
            String line = source.get(first);
            int indent = line.length() - line.stripLeading().length();
            List<String> found = source.subList(first, first + text.size()).stream()
                    .map(other -> other.isBlank() ? "" : other.substring(Math.min(indent, other.length())))
                    .toList();
            if (found.equals(text)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_module_that_is_named_exists(Page page) throws IOException {
        if (page.toString().startsWith("docs/adr/")) {
            return;
        }
        Set<String> artifacts = artifacts();
        Set<String> named = Stream.concat(
                        page.prose().lines().filter(line -> line.contains("`")),
                        page.blocks().stream()
                                .filter(block -> block.language().equals("mermaid"))
                                .flatMap(block -> block.text().stream()))
                .flatMap(line -> MODULE.matcher(line).results().map(match -> match.group()))
                .collect(Collectors.toCollection(TreeSet::new));
        named.removeAll(artifacts);
        named.remove("landlord-data"); // where a server keeps its data
        assertThat(named).as("%s names modules that are not there", page).isEmpty();
    }

    private static Set<String> artifacts() throws IOException {
        try (Stream<Path> files = Files.walk(Page.root(), 4)) {
            Set<String> artifacts = new TreeSet<>();
            for (Path pom : files.filter(path -> path.endsWith("pom.xml")).toList()) {
                ARTIFACT.matcher(Files.readString(pom)).results().forEach(match -> artifacts.add(match.group(1)));
            }
            return artifacts;
        }
    }
}
