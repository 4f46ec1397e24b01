package io.landlord.provider.temporal;

import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import io.landlord.machine.OwnRetry;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers to commands that the machine has yet to give: what became of the attempts that Temporal made by itself. The machine
 * judges each of them as if it had been told at the time, so one answer is given after the other, and what it does not ask
 * for, because it was paused or cancelled meanwhile, waits or is left.
 */
final class Foretold {
    private final Mailbox mailbox;
    private final Map<CommandId, Event> answers = new LinkedHashMap<>();

    Foretold(Mailbox mailbox, @Nullable List<JsonNode> carried) {
        this.mailbox = mailbox;
        if (carried != null) {
            carried.forEach(entry -> answers.put(
                    CommandId.parse(entry.get("id").stringValue()),
                    Journal.read(entry).event()));
        }
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    /** What is left, for a new run; {@code null} for nothing. */
    @Nullable
    List<JsonNode> carried() {
        return answers.isEmpty()
                ? null
                : answers.values().stream()
                        .map(event -> Journal.write(new JournalEntry(0, event)))
                        .toList();
    }

    /**
     * Tells of a call that ended.
     *
     * @param first the id of its first attempt
     * @param failed the attempts before the last
     * @param end what became of the last one; the time is not later than now
     */
    void tell(CommandId first, List<Wire.Failed> failed, Ended end) {
        Instant now = Mailbox.now();
        CommandId id = first;
        for (Wire.Failed attempt : failed) {
            Duration delay = attempt.after() == null ? Duration.ZERO : attempt.after();
            answers.put(id, new Event.CallFailed(earlier(attempt.at(), now), id, attempt.failure()));
            if (!delay.isZero()) {
                CommandId timer = OwnRetry.delayOf(id);
                answers.put(timer, new Event.TimerFired(earlier(attempt.at().plus(delay), now), timer));
            }
            id = OwnRetry.after(id, 1);
        }
        answers.put(id, end.event(now, id));
        boolean ignored = give(first);
    }

    /** What became of the last attempt, as an event. */
    interface Ended {
        Event event(Instant now, CommandId id);
    }

    /** Workers' clocks differ from the server's. */
    static Instant earlier(Instant told, Instant now) {
        return told.isAfter(now) ? now : told;
    }

    /** Gives the answer to this command, if there is one already, before anything that happened later. */
    boolean give(CommandId id) {
        Event answer = answers.remove(id);
        if (answer != null) {
            mailbox.addFirst(answer);
        }
        return answer != null;
    }
}
