package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.compile.Step.Made;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Template;
import java.util.List;
import java.util.Optional;

/** Compiles {@code raise} tasks and the errors they raise (dsl-reference, "Raise" and "Error"). */
final class Raises {
    private static final List<String> PROPERTIES = List.of("type", "status", "instance", "title", "detail");

    private final Workbench bench;
    private final UriTemplates uris;

    Raises(Workbench bench) {
        this.bench = bench;
        this.uris = new UriTemplates(bench);
    }

    Made make(Spot main, Scope scope) {
        Optional<Fields> fields = bench.shapes().object(main);
        fields.ifPresent(known -> known.only(List.of("error"), "'raise'"));
        Optional<Action.Raise> action = fields.flatMap(known -> known.required("error", "'raise'"))
                .flatMap(error -> error(error, scope.definition()));
        return new Made(action.map(known -> known), Optional.of(List.of()), false, true);
    }

    private Optional<Action.Raise> error(Spot error, Visible visible) {
        if (error.node().json().isString()) {
            return bench.reusables()
                    .find(Reusables.Kind.ERROR, error, error.node().json().stringValue())
                    .flatMap(entry -> definition(entry, visible));
        }
        return definition(error, visible);
    }

    Optional<Action.Raise> definition(Spot error, Visible visible) {
        Optional<Fields> found = bench.shapes().object(error);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.only(PROPERTIES, "an error");
        fields.get("instance").ifPresent(this::warnOfInstance);
        Optional<Template> type = fields.required("type", "an error").flatMap(spot -> uris.uri(spot, visible));
        Optional<Template> status =
                fields.required("status", "an error").filter(this::isStatus).map(Raises::literal);
        Optional<Template> title = fields.get("title").flatMap(spot -> text(spot, visible));
        Optional<Template> detail = fields.get("detail").flatMap(spot -> text(spot, visible));
        boolean whole = type.isPresent()
                && status.isPresent()
                && title.isPresent() == fields.has("title")
                && detail.isPresent() == fields.has("detail");
        return whole
                ? Optional.of(new Action.Raise(type.get(), status.get(), title.orElse(null), detail.orElse(null)))
                : Optional.empty();
    }

    private Optional<Template> text(Spot spot, Visible visible) {
        return bench.shapes()
                .scalarString(spot)
                .flatMap((Node.Scalar ignored) -> bench.templates().value(spot, visible));
    }

    private boolean isStatus(Spot status) {
        return bench.shapes().count(status).isPresent();
    }

    private static Template literal(Spot spot) {
        return new Template.Literal(spot.node().json());
    }

    private void warnOfInstance(Spot instance) {
        bench.problems()
                .warning(
                        "ignored-property",
                        instance.pointer(),
                        instance.key(),
                        "'instance' is ignored: the runtime sets it to the place of the task that fails",
                        null);
    }
}
