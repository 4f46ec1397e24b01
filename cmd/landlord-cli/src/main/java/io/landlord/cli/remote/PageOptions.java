package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The options of every command that lists things. */
final class PageOptions {
    private static final int LARGEST_PAGE = 1_000;

    @Option(
            names = {"--limit"},
            paramLabel = "N",
            description = "how many at most, 1 to 1000; 50 unless told otherwise")
    private @Nullable Integer limit;

    @Option(
            names = {"--cursor"},
            paramLabel = "CURSOR",
            description = "where to go on: what the page before named as next")
    private @Nullable String cursor;

    @Option(
            names = {"--all"},
            description = "all of them, however many there are")
    private boolean all;

    /** Lists what there is under this path with these filters, and says how to go on. */
    int list(ApiClient api, Output output, Console console, String path, Map<String, ?> filters, View view) {
        JsonNode page = page(api, path, filters, cursor);
        if (all) {
            page = rest(api, path, filters, page);
        }
        output.list(page, view);
        String next = page.path("next").stringValue("");
        if (!next.isEmpty()) {
            console.out().flush();
            console.err().println("there are more: --cursor " + next + " shows the next ones, --all shows all");
        }
        return ExitCode.OK;
    }

    private JsonNode page(ApiClient api, String path, Map<String, ?> filters, @Nullable String from) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(filters);
        parameters.put("limit", all ? Integer.valueOf(LARGEST_PAGE) : limit);
        parameters.put("cursor", from);
        return api.get(ApiClient.query(path, parameters));
    }

    private JsonNode rest(ApiClient api, String path, Map<String, ?> filters, JsonNode first) {
        ObjectNode whole = JsonText.object();
        ArrayNode items = whole.putArray("items");
        JsonNode page = first;
        while (true) {
            items.addAll(page.path("items").values());
            String next = page.path("next").stringValue("");
            if (next.isEmpty()) {
                whole.putNull("next");
                return whole;
            }
            page = page(api, path, filters, next);
        }
    }
}
