package io.landlord.provider.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still while anybody works and then jumps to the next timer, so that a wait of thirty days is over at
 * once. Timers of the same moment fire in the order they were planned.
 */
final class VirtualTimeline implements Timeline {
    private record Planned(Instant at, long order, Runnable action) {}

    private final PriorityQueue<Planned> timers =
            new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparing(Planned::order));

    private Instant now;
    private long planned;
    private int working;

    VirtualTimeline(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Timer schedule(Instant at, Runnable action) {
        Planned timer = new Planned(at, planned++, action);
        timers.add(timer);
        return () -> cancel(timer);
    }

    private synchronized void cancel(Planned timer) {
        timers.remove(timer);
    }

    @Override
    public synchronized void begin() {
        working++;
    }

    @Override
    public void end() {
        Planned due = finishOne();
        while (due != null) {
            due.action().run();
            due = finishOne();
        }
    }

    /** Ends one piece of work; when it was the last, the next timer's action is work begun for the caller to do. */
    private synchronized @Nullable Planned finishOne() {
        working--;
        if (working > 0) {
            return null;
        }
        Planned due = timers.poll();
        if (due == null) {
            return null;
        }
        if (due.at().isAfter(now)) {
            now = due.at();
        }
        working++;
        return due;
    }

    @Override
    public void pass(Duration duration) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Timer timer = schedule(now().plus(duration), () -> wake(over));
        end();
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            wokenEarly(timer, over);
            throw interrupted;
        }
    }

    private synchronized void wake(CountDownLatch over) {
        working++;
        over.countDown();
    }

    /** Either the timer has begun the work of this thread already, or it never will. */
    private synchronized void wokenEarly(Timer timer, CountDownLatch over) {
        timer.cancel();
        if (over.getCount() > 0) {
            working++;
        }
    }
}
