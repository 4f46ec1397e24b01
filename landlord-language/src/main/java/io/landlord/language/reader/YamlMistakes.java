package io.landlord.language.reader;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in plain words what a YAML parser stumbled over. */
final class YamlMistakes {

    private record Words(String message, @Nullable String hint) {}

    private YamlMistakes() {}

    static ReadFailure explain(
            MarkedYamlEngineException failure, Function<Optional<Mark>, Place> places, SourceText source) {
        Place place = places.apply(failure.getProblemMark());
        String problem = Optional.ofNullable(failure.getProblem()).orElse("this is not YAML");
        Words words = words(problem, source.line(place.line()), place);
        return new ReadFailure("syntax-error", place, words.message(), words.hint());
    }

    private static Words words(String problem, String line, Place place) {
        if (line.substring(0, Math.min(place.column(), line.length())).contains("\t")) {
            return new Words("a tab stands where YAML wants spaces", "indent with spaces");
        }
        if (problem.contains("<stream end>")) {
            return new Words("the text ends within the document", "close what is open");
        }
        if (problem.contains("expected the node content")) {
            return new Words("no value can begin here", null);
        }
        if (problem.contains("mapping values are not allowed")) {
            return new Words(
                    "a ':' stands where no property can begin",
                    "check the indentation; a value that contains ': ' must be in quotes");
        }
        if (problem.contains("expected <block end>") || problem.contains("did not find expected")) {
            return new Words("the indentation does not fit the lines before", null);
        }
        if (problem.contains("could not find expected ':'")) {
            return new Words("a ':' is missing after this property's name", null);
        }
        if (problem.contains("that cannot start any token")) {
            return new Words(
                    "a value must not begin with '" + line.charAt(Math.min(place.column(), line.length()) - 1) + "'",
                    "put the value in quotes");
        }
        if (problem.contains("found unexpected end of stream")) {
            return new Words("the text ends within a quoted value", "close the quotes");
        }
        if (problem.contains("expected ',' or")) {
            return new Words(
                    "a ',' or a closing bracket is missing before this",
                    "between brackets, text that has brackets or commas, such as '${ .a }', must be in quotes");
        }
        return new Words(problem.strip(), null);
    }
}
