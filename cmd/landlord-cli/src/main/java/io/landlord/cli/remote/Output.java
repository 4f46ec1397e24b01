package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.Ink;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.console.YamlText;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Writes answers in the format that was asked for. JSON and YAML are the API's own objects, with nothing left out. */
final class Output {
    private static final int NAME_WIDTH = 18;

    private final Console console;
    private final Format format;
    private final Ink ink;

    Output(Console console, Format format) {
        this.console = console;
        this.format = format;
        this.ink = new Ink(console.colour());
    }

    Format format() {
        return format;
    }

    Ink ink() {
        return ink;
    }

    /** A page of a list. */
    void list(JsonNode page, View view) {
        if (format != Format.TABLE) {
            value(page);
        } else if (page.path("items").isEmpty()) {
            console.out().println("there are no " + view.things());
        } else {
            view.table(page.path("items"), ink, console.clock().instant()).write(console.out(), ink);
        }
    }

    /** One thing: in a table, a line for each of its fields that has a value. */
    void show(JsonNode thing) {
        if (format == Format.TABLE) {
            card(thing);
        } else {
            value(thing);
        }
    }

    /** A line for people, left out where a program reads. */
    void tell(String line) {
        if (format == Format.TABLE) {
            console.out().println(line);
            console.out().flush();
        }
    }

    private void value(JsonNode value) {
        if (format == Format.YAML) {
            console.out().print(YamlText.of(value));
        } else {
            console.out().println(JsonText.pretty(value));
        }
    }

    private void card(JsonNode thing) {
        thing.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean nothing = value.isNull() || (value.isContainer() && value.isEmpty());
            if (!nothing) {
                field(member.getKey(), value);
            }
        });
    }

    private void field(String name, JsonNode value) {
        String shownName = ink.faint(name) + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
        Instant time = View.time(value);
        if (value.isContainer() || (value.isString() && value.stringValue().contains("\n"))) {
            console.out().println(ink.faint(name));
            String text = value.isContainer() ? YamlText.of(value) : value.stringValue();
            text.lines().forEach(line -> console.out().println(("  " + line).stripTrailing()));
        } else if (time != null) {
            console.out()
                    .println(shownName + value.stringValue() + "  "
                            + ink.faint("(" + View.ago(time, console.clock().instant()) + ")"));
        } else if (name.equals("state")) {
            console.out().println(shownName + View.state(value.asString(), ink));
        } else {
            console.out().println(shownName + value.asString());
        }
    }
}
