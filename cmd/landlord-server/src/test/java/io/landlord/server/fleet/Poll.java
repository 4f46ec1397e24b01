package io.landlord.server.fleet;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks again and again, for things that happen in other processes. */
final class Poll {
    private Poll() {}

    /** A question that may still be answered with no. */
    interface Question {
        boolean ask() throws InterruptedException;
    }

    /** Whether the answer became yes in time. */
    static boolean until(Duration limit, Duration pause, Question question) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!question.ask()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pass(pause);
        }
        return true;
    }

    /** Lets time pass in other processes. */
    static void pass(Duration duration) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
