package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Template;
import java.util.Optional;

/** Compiles URIs: an enclosed expression, or text with names in braces (dsl-reference, "URI Template"). */
final class UriTemplates {
    private static final String OPERATORS = "+#./;?&=,!@|";

    private final Workbench bench;

    UriTemplates(Workbench bench) {
        this.bench = bench;
    }

    Optional<Template> uri(Spot spot, Visible visible) {
        Optional<Node.Scalar> scalar = bench.shapes().scalarString(spot);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        if (Enclosure.isWithin(scalar.get().text())) {
            return bench.templates().value(spot, visible);
        }
        return literal(spot, scalar.get());
    }

    private Optional<Template> literal(Spot spot, Node.Scalar scalar) {
        String text = scalar.text();
        if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
            bench.shapes().error("invalid-uri", spot, "a URI must not be empty or contain white space", null);
            return Optional.empty();
        }
        Template.Uri template = Template.Uri.parse(text);
        boolean stray = template.texts().stream().anyMatch(part -> part.contains("{") || part.contains("}"));
        if (stray || template.names().stream().anyMatch(name -> name.contains("{"))) {
            bench.shapes().error("invalid-uri", spot, "a brace of this URI template has no partner", null);
            return Optional.empty();
        }
        for (String name : template.names()) {
            if (name.isEmpty() || OPERATORS.indexOf(name.charAt(0)) >= 0) {
                bench.shapes()
                        .error(
                                "invalid-uri",
                                spot,
                                "'{" + name + "}' is not a name in braces",
                                "only the plain form '{name}' is part of the language");
                return Optional.empty();
            }
        }
        return Optional.of(template.names().isEmpty() ? new Template.Literal(scalar.json()) : template);
    }
}
