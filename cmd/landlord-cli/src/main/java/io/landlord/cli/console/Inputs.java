package io.landlord.cli.console;

import io.landlord.jq.JqValues;
import io.landlord.language.DiagnosticText;
import io.landlord.language.reader.DocumentReader;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the arguments name: files, the standard input, JSON. Whatever is wrong with them is a {@link CliFailure} that
 * says which argument it was. Nothing larger than {@value #MOST_BYTES} bytes is read.
 */
public final class Inputs {
    public static final int MOST_BYTES = 10_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final InputStream standardInput;

    public Inputs(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** A text and the name under which messages speak of it. */
    public record Source(String name, String text) {}

    /** The definition in a file; {@code -} is the standard input. */
    public Source definition(String file) {
        return file.equals("-") ? new Source("<stdin>", standardInput()) : new Source(file, file(file));
    }

    /** The value of an option: JSON itself, {@code @file}, or {@code -} for the standard input. */
    public JsonNode json(String option, String argument) {
        if (argument.equals("-")) {
            return parse("the standard input", standardInput());
        }
        if (argument.startsWith("@")) {
            String file = argument.substring(1);
            return parse(file, file(file));
        }
        return parse(option, argument);
    }

    /**
     * A document in YAML or JSON with one value in it.
     *
     * @param source its text, for showing what is wrong with it
     */
    public JsonNode document(Source source) {
        Problems problems = new Problems();
        Node root = DocumentReader.read(source.text(), problems).root();
        if (root == null || problems.failed()) {
            throw new CliFailure(
                    ExitCode.INVALID,
                    source.name() + " is neither valid YAML nor valid JSON",
                    DiagnosticText.render(problems.sorted(), source.text(), source.name()),
                    null);
        }
        return root.json();
    }

    private static JsonNode parse(String what, String text) {
        if (text.isBlank()) {
            throw CliFailure.invalid(what + " is empty; JSON was expected", "the empty input is null");
        }
        try {
            return JqValues.normalize(JSON.readTree(text));
        } catch (JacksonException problem) {
            throw CliFailure.invalid(
                    what + " is not valid JSON" + where(problem) + ": " + explained(problem.getOriginalMessage()),
                    what.startsWith("--") ? "quote it for the shell: " + what + " '{\"key\": \"value\"}'" : null);
        }
    }

    private static String where(JacksonException problem) {
        return problem.getLocation() == null || problem.getLocation().getLineNr() < 1
                ? ""
                : " at line " + problem.getLocation().getLineNr() + ", column "
                        + problem.getLocation().getColumnNr();
    }

    /** The library's message, where it speaks of the text and not of its own settings. */
    private static String explained(String message) {
        return message.startsWith("Trailing token")
                ? "there is more than one value"
                : message.lines().findFirst().orElse("");
    }

    private String standardInput() {
        try {
            return decode("the standard input", standardInput.readNBytes(MOST_BYTES + 1));
        } catch (IOException problem) {
            throw CliFailure.invalid("cannot read the standard input: " + problem.getMessage(), null);
        }
    }

    private static String file(String name) {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw CliFailure.invalid(name + " is a directory", "name the file in it");
            }
            if (Files.isRegularFile(path) && Files.size(path) > MOST_BYTES) {
                throw tooLarge(name);
            }
            try (InputStream stream = Files.newInputStream(path)) {
                return decode(name, stream.readNBytes(MOST_BYTES + 1));
            }
        } catch (InvalidPathException problem) {
            throw CliFailure.invalid("'" + name + "' is not the name of a file: " + problem.getReason(), null);
        } catch (NoSuchFileException problem) {
            throw CliFailure.invalid("there is no file " + name, null);
        } catch (AccessDeniedException problem) {
            throw CliFailure.invalid(name + " must not be read by this user", "look at its permissions");
        } catch (IOException problem) {
            throw CliFailure.invalid("cannot read " + name + ": " + problem.getMessage(), null);
        }
    }

    private static String decode(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw tooLarge(name);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException problem) {
            throw CliFailure.invalid(name + " is not UTF-8 text", "save it in the encoding UTF-8");
        }
    }

    private static CliFailure tooLarge(String name) {
        return CliFailure.invalid(name + " is larger than 10 MB, the most that is read", null);
    }
}
