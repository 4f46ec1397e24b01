package io.landlord.language.compile;

import io.landlord.language.reader.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks {@code document}, which names the definition and its language (dsl-reference, "Document"). */
final class DocumentHeader {
    private static final List<String> PROPERTIES =
            List.of("dsl", "namespace", "name", "version", "title", "summary", "tags", "metadata");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
    private static final String NUMBER = "(?:0|[1-9]\\d{0,17})";
    private static final String PRE_RELEASE = "(?:" + NUMBER + "|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final Pattern VERSION = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-"
            + PRE_RELEASE + "(?:\\." + PRE_RELEASE + ")*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?");
    private static final Pattern SUPPORTED = Pattern.compile("1\\.0\\." + NUMBER);
    private static final int LONGEST_VERSION = 128;

    private final Workbench bench;

    DocumentHeader(Workbench bench) {
        this.bench = bench;
    }

    /** How the document is named. */
    record Names(String namespace, String name, String version) {}

    Optional<Names> read(Spot document) {
        Optional<Fields> found = bench.shapes().object(document);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.only(PROPERTIES, "'document'");
        fields.required("dsl", "'document'").ifPresent(this::checkLanguage);
        Optional<String> namespace = fields.required("namespace", "'document'").flatMap(this::name);
        Optional<String> name = fields.required("name", "'document'").flatMap(this::name);
        Optional<String> version = fields.required("version", "'document'").flatMap(this::version);
        fields.get("title").ifPresent(bench.shapes()::string);
        fields.get("summary").ifPresent(bench.shapes()::string);
        fields.get("tags").ifPresent(bench.shapes()::object);
        fields.get("metadata").ifPresent(bench.shapes()::object);
        if (namespace.isEmpty() || name.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Names(namespace.get(), name.get(), version.get()));
    }

    private void checkLanguage(Spot dsl) {
        Optional<String> version = bench.shapes().string(dsl);
        if (version.isPresent() && !SUPPORTED.matcher(version.get()).matches()) {
            bench.shapes()
                    .error(
                            "unsupported-version",
                            dsl,
                            "version '" + Shapes.clip(version.get()) + "' of the language is not supported",
                            "Landlord reads 1.0.x, such as '1.0.3'");
        }
    }

    /** A name as documents have it, for a namespace or a workflow. */
    Optional<String> name(Spot spot) {
        Optional<String> name = bench.shapes().string(spot);
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            bench.shapes()
                    .error(
                            "invalid-name",
                            spot,
                            "'" + Shapes.clip(name.get()) + "' is no valid " + spot.name(),
                            "use 1 to 63 letters, digits and '-', with no '-' at either end");
            return Optional.empty();
        }
        return name;
    }

    /** A version as documents have it. */
    Optional<String> version(Spot spot) {
        if (spot.node() instanceof Node.Scalar scalar && scalar.json().isNumber()) {
            bench.shapes()
                    .error(
                            "wrong-type",
                            spot,
                            "'version' must be a string, but is a number",
                            "a version has three parts, such as '" + scalar.text() + ".0'");
            return Optional.empty();
        }
        Optional<String> version = bench.shapes().string(spot);
        boolean valid = version.isEmpty()
                || (version.get().length() <= LONGEST_VERSION
                        && VERSION.matcher(version.get()).matches());
        if (!valid) {
            bench.shapes()
                    .error(
                            "invalid-value",
                            spot,
                            "'" + Shapes.clip(version.orElse("")) + "' is no semantic version",
                            "a version has three parts, such as '1.0.0'");
            return Optional.empty();
        }
        return version;
    }
}
