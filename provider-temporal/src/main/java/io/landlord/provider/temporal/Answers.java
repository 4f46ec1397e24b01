package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the answers to questions about an execution, page by page, in as few as can be: to answer for an execution that has ended, a
 * worker replays all of it, once for each page. An answer may go to Temporal together with what the worker
 * says anyway and with other answers, and Temporal ends an execution whose worker says more than four megabytes at once.
 */
final class Answers {
    /** Roughly the characters of a page. */
    private static final long PAGE = 100_000;

    private final @Nullable String previous;

    /** @param previous the run before this one */
    Answers(@Nullable String previous) {
        this.previous = previous;
    }

    /** The status with the first lines of its history, and without its data when that is too large to be told. */
    Wire.Answer status(ExecutionStatus status) {
        ExecutionStatus bare = status.toBuilder().history(List.of()).build();
        ObjectNode content = JsonPayloads.MAPPER.valueToTree(bare);
        boolean fits = SizeGuard.characters(content, PAGE) < PAGE;
        if (!fits) {
            content = JsonPayloads.MAPPER.valueToTree(withoutData(bare));
        }
        Wire.Answer first = history(status.history(), 0);
        content.set("history", first.content());
        return new Wire.Answer(content, first.packed(), previous, first.next(), fits ? null : true);
    }

    static ExecutionStatus withoutData(ExecutionStatus status) {
        return status.toBuilder()
                .input(NullNode.getInstance())
                .output(null)
                .context(NullNode.getInstance())
                .build();
    }

    /** Lines of the history, from this one on. */
    Wire.Answer history(List<ExecutionEvent> all, int from) {
        return lines(all, Answers::line, from);
    }

    /** A line; without its data when that alone is too large to be told. */
    private static JsonNode line(ExecutionEvent event) {
        JsonNode whole = JsonPayloads.MAPPER.valueToTree(event);
        return SizeGuard.characters(whole, PAGE) < PAGE ? whole : JsonPayloads.MAPPER.valueToTree(event.withoutData());
    }

    /** Entries of the journal, from this one on. */
    Wire.Answer journal(List<JournalEntry> all, int from) {
        return lines(all, Journal::write, from);
    }

    /** A page of lines that can be read in Temporal's UI, and as many of the rest as go along packed. */
    private <T> Wire.Answer lines(List<T> all, Function<T, JsonNode> written, int from) {
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        long characters = 0;
        int next = Math.max(0, from);
        while (next < all.size() && (page.isEmpty() || characters < PAGE)) {
            JsonNode line = written.apply(all.get(next++));
            characters += SizeGuard.characters(line, PAGE);
            page.add(line);
        }
        if (next >= all.size()) {
            return new Wire.Answer(page, null, previous, null, null);
        }
        PackedLines rest = PackedLines.of(all.subList(next, all.size()), written);
        next += rest.count();
        return new Wire.Answer(page, rest.text(), previous, next < all.size() ? next : null, null);
    }
}
