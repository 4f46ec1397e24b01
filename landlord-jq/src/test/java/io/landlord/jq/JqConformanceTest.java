package io.landlord.jq;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.jq.text.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Runs the groups of jq's own tests, from the directory {@code jq} of {@code LANDLORD_SPEC_DIR}. Every group passes or is
 * in {@code docs/jq-deviations.md}; what is listed there must really differ.
 */
class JqConformanceTest {
    private static final JqLimits LIMITS = new JqLimits(200_000_000, 4_000_000_000L, 20_000);

    record Group(
            String file, int line, String program, @Nullable String input, List<String> outputs) {
        boolean mustFail() {
            return input == null;
        }

        String title() {
            return file + ":" + line + " " + program;
        }
    }

    @TestFactory
    Stream<DynamicTest> every_group_of_jqs_own_tests_passes_or_is_listed_as_a_deviation() throws IOException {
        String directory = System.getenv("LANDLORD_SPEC_DIR");
        if (directory == null) {
            System.err.println(
                    "*** jq's own tests DID NOT RUN: set LANDLORD_SPEC_DIR to the directory with jq/*.test ***");
            return Stream.empty();
        }
        List<Group> groups = groups(Path.of(directory, "jq"));
        Map<String, String> deviations = Deviations.read();
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Group group : groups) {
            seen.merge(group.program(), 1, Integer::sum);
            tests.add(DynamicTest.dynamicTest(group.title(), () -> check(group, deviations)));
        }
        tests.add(DynamicTest.dynamicTest(
                "every listed deviation is a group",
                () -> assertThat(seen.keySet()).containsAll(deviations.keySet())));
        tests.add(DynamicTest.dynamicTest(
                "at most 5 % of the groups deviate",
                () -> {
                    long listed = groups.stream()
                            .filter(group -> deviations.containsKey(group.program()))
                            .count();
                    System.out.println(
                            "jq's own tests: " + groups.size() + " groups, " + listed + " of them deviations");
                    assertThat(listed * 20).isLessThanOrEqualTo(groups.size());
                }));
        return tests.stream();
    }

    private static void check(Group group, Map<String, String> deviations) {
        String failure = failure(group);
        if (deviations.containsKey(group.program())) {
            assertThat(failure).as("listed as a deviation, but passes").isNotNull();
        } else {
            assertThat(failure).as(group.program()).isNull();
        }
    }

    private static @Nullable String failure(Group group) {
        JqProgram program;
        try {
            program = JqProgram.compile(group.program(), List.of());
        } catch (JqSyntaxException e) {
            return group.mustFail() ? null : "does not compile: " + e.getMessage();
        }
        if (group.input() == null) {
            return "compiles";
        }
        List<JsonNode> results = new ArrayList<>();
        String end = "";
        try {
            JsonNode input = JqValues.normalize(JsonText.read(strip(group.input()), 10_000));
            JqScope scope = new JqScope(Map.of(), Instant.EPOCH, new JqMeter(LIMITS));
            Iterator<JsonNode> iterator = program.evaluate(input, scope);
            while (iterator.hasNext()) {
                results.add(iterator.next());
            }
        } catch (JqException | JqLimitException e) {
            end = " then error: " + e.getMessage();
        }
        List<JsonNode> expected = group.outputs().stream()
                .map(text -> JqValues.normalize(JsonText.read(text, 10_000)))
                .toList();
        return same(results, expected) ? null : "gave " + show(results) + end + " instead of " + group.outputs();
    }

    private static boolean same(List<JsonNode> results, List<JsonNode> expected) {
        if (results.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < results.size(); i++) {
            if (JqValues.compare(results.get(i), expected.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String show(List<JsonNode> results) {
        return results.stream().map(value -> Texts.dump(value, 2000)).toList().toString();
    }

    private static String strip(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** A group is a program, an input and outputs, up to a blank line; or {@code %%FAIL} and a program. */
    static List<Group> groups(Path directory) throws IOException {
        List<Group> groups = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".test")).sorted().toList()) {
                read(file.getFileName().toString(), Files.readAllLines(file), groups);
            }
        }
        return groups;
    }

    private static void read(String file, List<String> lines, List<Group> groups) {
        int at = 0;
        while (at < lines.size()) {
            if (isBlank(lines.get(at))) {
                at++;
                continue;
            }
            int first = at;
            boolean fails = lines.get(at).startsWith("%%FAIL");
            String program = lines.get(fails ? ++at : at);
            String input = fails ? null : lines.get(++at);
            List<String> outputs = new ArrayList<>();
            for (at++; at < lines.size() && !lines.get(at).isBlank(); at++) {
                if (!lines.get(at).startsWith("#")) {
                    outputs.add(lines.get(at));
                }
            }
            groups.add(new Group(file, first + 1, program, input, outputs));
        }
    }

    private static boolean isBlank(String line) {
        return line.isBlank() || line.startsWith("#");
    }
}
