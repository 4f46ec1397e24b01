package io.landlord.cli.remote;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.Pointers;
import io.landlord.language.DiagnosticText;
import io.landlord.language.reader.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes the bodies of requests from files and options. */
final class Bodies {
    private static final ObjectReader WHOLE =
            JsonMapper.shared().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Bodies() {}

    /** The object in a file; a field it must not have is shown where it stands. */
    static ObjectNode object(RemoteCommand command, String pointer, String file, Set<String> fields) {
        Inputs.Source source = command.sent(pointer, file);
        if (!(command.inputs().document(source) instanceof ObjectNode object)) {
            throw CliFailure.invalid(
                    source.name() + " has no object in it", "one with " + String.join(", ", new TreeSet<>(fields)));
        }
        List<Diagnostic> unknown = new ArrayList<>();
        for (String name : object.propertyNames()) {
            if (!fields.contains(name)) {
                Place place = Pointers.find(
                        source.text(), "/" + name.replace("~", "~0").replace("/", "~1"));
                unknown.add(new Diagnostic(
                        Severity.ERROR,
                        "unknown-property",
                        "/" + name,
                        place.line(),
                        place.column(),
                        "'" + name + "' is not known here",
                        "known: " + String.join(", ", new TreeSet<>(fields))));
            }
        }
        if (!unknown.isEmpty()) {
            throw new CliFailure(
                    ExitCode.INVALID,
                    source.name() + " says more than can be understood",
                    DiagnosticText.render(unknown, source.text(), source.name()),
                    null);
        }
        return object;
    }

    /** JSON where the text is that, else the text. */
    static JsonNode scalar(String text) {
        try {
            return text.isBlank() ? StringNode.valueOf(text) : WHOLE.readTree(text);
        } catch (JacksonException notJson) {
            return StringNode.valueOf(text);
        }
    }

    static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    static void filter(Map<String, Object> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }
}
