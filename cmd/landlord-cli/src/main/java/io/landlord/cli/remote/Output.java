package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.Ink;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.console.YamlText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes answers in the format that was asked for. JSON and YAML are the API's own objects, with nothing left out. */
final class Output {
    private static final int GAP = 2;

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

    /** The values that stand beside their names begin in one column. */
    private void card(JsonNode thing) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        thing.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean nothing = value.isNull() || (value.isContainer() && value.isEmpty());
            if (!nothing) {
                fields.put(member.getKey(), value);
            }
        });
        int width = fields.entrySet().stream()
                .filter(member -> !isBlock(member.getValue()))
                .mapToInt(member -> member.getKey().length())
                .max()
                .orElse(0);
        fields.forEach((name, value) -> field(name, value, width + GAP));
    }

    /** Whether a value stands below its name. */
    private static boolean isBlock(JsonNode value) {
        return value.isContainer() || (value.isString() && value.stringValue().contains("\n"));
    }

    /** As YAML, but a text of one line stands without quotes: people read it. */
    private static String block(JsonNode value) {
        if (!value.isObject()) {
            return value.isContainer() ? YamlText.of(value) : value.stringValue();
        }
        StringBuilder text = new StringBuilder();
        value.properties().forEach(member -> {
            JsonNode inner = member.getValue();
            if (inner.isString() && !isBlock(inner)) {
                text.append(member.getKey())
                        .append(": ")
                        .append(inner.stringValue())
                        .append('\n');
            } else {
                text.append(YamlText.of(JsonText.object().set(member.getKey(), inner)));
            }
        });
        return text.toString();
    }

    private void field(String name, JsonNode value, int width) {
        if (isBlock(value)) {
            console.out().println(ink.faint(name));
            block(value).lines().forEach(line -> console.out().println(("  " + line).stripTrailing()));
            return;
        }
        Instant time = View.time(value);
        String shown = value.asString();
        if (time != null) {
            shown += "  " + ink.faint("(" + View.ago(time, console.clock().instant()) + ")");
        } else if (name.equals("state")) {
            shown = View.state(shown, ink);
        }
        console.out().println(ink.faint(name) + " ".repeat(width - name.length()) + shown);
    }
}
