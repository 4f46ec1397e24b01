package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.machine.Event;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswersTest {
    /** Temporal ends an execution whose worker says four megabytes at once, several answers among them. */
    private static final int FEW = 1_000_000;

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final Answers answers = new Answers(null);

    @Test
    void ten_thousand_lines_are_one_answer() {
        List<JournalEntry> journal = IntStream.range(0, 10_000)
                .mapToObj(n -> cancel(n, "the reason with the number " + n))
                .toList();

        Wire.Answer answer = answers.journal(journal, 0);

        assertThat(answer.next()).isNull();
        assertThat(size(answer)).isLessThan(FEW);
        assertThat(all(journal)).isEqualTo(written(journal));
    }

    @Test
    void what_cannot_be_packed_comes_page_by_page() {
        Random random = new Random(7);
        List<JournalEntry> journal = IntStream.range(0, 400)
                .mapToObj(n -> cancel(n, noise(random, 1 + random.nextInt(20_000))))
                .toList();

        assertThat(answers.journal(journal, 0).next()).isNotNull();
        assertThat(all(journal)).isEqualTo(written(journal));
    }

    @Test
    void a_few_lines_can_be_read_as_they_are() {
        List<JournalEntry> journal = List.of(cancel(1, "one"), cancel(2, "two"));

        Wire.Answer answer = answers.journal(journal, 0);

        assertThat(answer.packed()).isNull();
        assertThat(answer.content()).hasSize(2);
    }

    private List<String> all(List<JournalEntry> journal) {
        List<String> lines = new ArrayList<>();
        for (Integer next = 0; next != null; ) {
            Wire.Answer answer = answers.journal(journal, next);
            assertThat(size(answer)).isLessThan(FEW);
            answer.content().forEach(line -> lines.add(line.toString()));
            if (answer.packed() != null) {
                PackedLines.read(answer.packed()).forEach(line -> lines.add(line.toString()));
            }
            next = answer.next();
        }
        return lines;
    }

    private static List<String> written(List<JournalEntry> journal) {
        return journal.stream().map(entry -> Journal.write(entry).toString()).toList();
    }

    private static int size(Wire.Answer answer) {
        return JsonPayloads.MAPPER.writeValueAsBytes(answer).length;
    }

    private static JournalEntry cancel(int steps, String reason) {
        return new JournalEntry(steps, new Event.CancelRequested(NOON, reason));
    }

    private static String noise(Random random, int length) {
        return random.ints(length, 0x4e00, 0x9000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
