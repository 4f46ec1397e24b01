package io.landlord.server.http;

import io.landlord.core.workflow.Waiting;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Enumeration;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The preference {@code wait} (RFC 7240, section 4.3): holds an answer back until what is asked for has ended, at most so many
 * seconds and never more than {@value #MOST_SECONDS}. Waiting costs a virtual thread and nothing else.
 */
@Component
public final class PreferredWait {
    static final int MOST_SECONDS = 60;

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?=$|[,;\\s])");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final Waiting waiting;
    private final Closing closing;

    PreferredWait(Waiting waiting, Closing closing) {
        this.waiting = waiting;
        this.closing = closing;
    }

    /** The value as it is, or, where the caller prefers to wait, as it is at its end or when the time is over. */
    public <T> T await(
            HttpServletRequest request, HttpServletResponse response, Supplier<T> look, Predicate<T> hasEnded) {
        OptionalInt seconds = seconds(request);
        T value = look.get();
        if (seconds.isEmpty()) {
            return value;
        }
        response.setHeader("Preference-Applied", "wait=" + seconds.getAsInt());
        Duration deadline = waiting.elapsed().plusSeconds(seconds.getAsInt());
        Duration pause = FIRST_PAUSE;
        try {
            while (!hasEnded.test(value)
                    && !closing.hasBegun()
                    && waiting.elapsed().compareTo(deadline) < 0) {
                Duration left = deadline.minus(waiting.elapsed());
                waiting.pause(left.compareTo(pause) < 0 ? left : pause);
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                value = look.get();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        return value;
    }

    /** What is malformed is no preference that we know, and such are ignored. */
    private static OptionalInt seconds(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Prefer");
        while (headers.hasMoreElements()) {
            Matcher wait = WAIT.matcher(headers.nextElement());
            if (wait.find()) {
                return OptionalInt.of(Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1))));
            }
        }
        return OptionalInt.empty();
    }
}
