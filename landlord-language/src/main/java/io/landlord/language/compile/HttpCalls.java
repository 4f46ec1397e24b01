package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Spelling;
import io.landlord.machine.program.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compiles the arguments of {@code call: http} (dsl-reference, "HTTP Call") to one object: what the document says, with the
 * endpoint always in its long form, {@code endpoint.uri}.
 */
final class HttpCalls {
    private static final List<String> PROPERTIES =
            List.of("method", "endpoint", "headers", "body", "query", "output", "redirect");
    private static final List<String> OUTPUTS = List.of("raw", "content", "response");
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]+");

    private final Workbench bench;
    private final UriTemplates uris;

    HttpCalls(Workbench bench) {
        this.bench = bench;
        this.uris = new UriTemplates(bench);
    }

    Optional<Template> arguments(Spot with, Scope scope) {
        Optional<Fields> found = bench.shapes().object(with);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.only(PROPERTIES, "'call: http'");
        Visible visible = scope.definition();
        Map<String, Optional<Template>> parts = new LinkedHashMap<>();
        parts.put("method", fields.required("method", "'call: http'").flatMap(spot -> method(spot, visible)));
        parts.put("endpoint", fields.required("endpoint", "'call: http'").flatMap(spot -> endpoint(spot, visible)));
        fields.get("headers").ifPresent(spot -> parts.put("headers", pairs(spot, visible, true)));
        fields.get("query").ifPresent(spot -> parts.put("query", pairs(spot, visible, false)));
        fields.get("body").ifPresent(spot -> parts.put("body", bench.templates().value(spot, visible)));
        fields.get("output").ifPresent(spot -> parts.put("output", output(spot)));
        fields.get("redirect").ifPresent(spot -> parts.put("redirect", redirect(spot)));
        if (parts.values().stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Map<String, Template> whole = new LinkedHashMap<>();
        parts.forEach((name, part) -> whole.put(name, part.orElseThrow()));
        return Optional.of(new Template.Fields(whole));
    }

    private Optional<Template> method(Spot spot, Visible visible) {
        Optional<Node.Scalar> scalar = bench.shapes().scalarString(spot);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        boolean literal = Enclosure.inside(scalar.get().text()).isEmpty();
        if (literal && !METHOD.matcher(scalar.get().text()).matches()) {
            bench.shapes()
                    .error("invalid-value", spot, "'" + Shapes.clip(scalar.get().text()) + "' is no HTTP method", null);
            return Optional.empty();
        }
        return bench.templates().value(spot, visible);
    }

    private Optional<Template> endpoint(Spot spot, Visible visible) {
        if (spot.node().json().isString()) {
            return uris.uri(spot, visible).map(HttpCalls::endpoint);
        }
        if (!(spot.node() instanceof Node.Members)) {
            bench.shapes().wrongType(spot, "a URI or an object", null);
            return Optional.empty();
        }
        Fields fields = bench.shapes().object(spot).orElseThrow();
        fields.only(List.of("uri", "authentication"), "an endpoint");
        fields.get("authentication").ifPresent(known -> bench.shapes().unsupported(known, "'authentication'"));
        return fields.required("uri", "an endpoint")
                .flatMap(uri -> uris.uri(uri, visible))
                .map(HttpCalls::endpoint);
    }

    private static Template endpoint(Template uri) {
        return new Template.Fields(Map.of("uri", uri));
    }

    /** Headers or a query: an expression for all of it, or an object. */
    private Optional<Template> pairs(Spot spot, Visible visible, boolean scalars) {
        if (spot.node() instanceof Node.Scalar scalar
                && scalar.isString()
                && Enclosure.inside(scalar.text()).isPresent()) {
            return bench.templates().value(spot, visible);
        }
        if (!(spot.node() instanceof Node.Members)) {
            bench.shapes().wrongType(spot, "an object or an expression in '${ }'", null);
            return Optional.empty();
        }
        for (Spot pair : bench.shapes().object(spot).orElseThrow().all()) {
            boolean plain =
                    pair.node() instanceof Node.Scalar scalar && !scalar.json().isNull();
            if (scalars && !plain) {
                bench.shapes().wrongType(pair, "a string", null);
                return Optional.empty();
            }
        }
        return bench.templates().value(spot, visible);
    }

    private Optional<Template> output(Spot spot) {
        Optional<String> output = bench.shapes().string(spot);
        if (output.isPresent() && !OUTPUTS.contains(output.get())) {
            String guess = Spelling.didYouMean(output.get(), OUTPUTS);
            bench.shapes()
                    .error(
                            "invalid-value",
                            spot,
                            "'output' cannot be '" + Shapes.clip(output.get()) + "'",
                            guess == null ? "it is one of " + Shapes.listed(OUTPUTS) : guess);
            return Optional.empty();
        }
        return output.map(ignored -> new Template.Literal(spot.node().json()));
    }

    private Optional<Template> redirect(Spot spot) {
        return bench.shapes()
                .bool(spot)
                .map(ignored -> new Template.Literal(spot.node().json()));
    }
}
