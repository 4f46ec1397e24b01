package io.landlord.control.reconcile;

import java.time.Duration;

/**
 * How often a reconciler looks.
 *
 * @param heartbeat how often it tells that it lives; who missed four is taken for dead
 * @param poll how often it looks for operations that other servers were asked for
 * @param firstLook how soon it looks at an execution that it has just started; each further pause is half as long again
 * @param slowestLook the longest pause between two looks at an execution
 * @param watch how often it looks whether its operation is still wanted and still its own
 * @param turn how long an operation waits before it looks again whether the one before it has ended
 * @param firstRetry the first pause after a failure; it doubles with each further one
 * @param slowestRetry the longest pause after a failure
 * @param sweep how often it looks for operations that the queue has lost
 */
record Rhythm(
        Duration heartbeat,
        Duration poll,
        Duration firstLook,
        Duration slowestLook,
        Duration watch,
        Duration turn,
        Duration firstRetry,
        Duration slowestRetry,
        Duration sweep) {

    static Rhythm standard() {
        return new Rhythm(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1));
    }

    /** The pause after this one between two looks at an execution. */
    Duration nextLook(Duration look) {
        Duration longer = look.plus(look.dividedBy(2));
        return longer.compareTo(slowestLook) < 0 ? longer : slowestLook;
    }

    /**
     * The pause after so many failures in sequence.
     *
     * @param failures from 1
     * @param chance from 0 to 1, so that those who failed together do not come back together
     */
    Duration retry(int failures, double chance) {
        long most = slowestRetry.toMillis();
        long doubled = failures > 20 ? most : Math.min(most, firstRetry.toMillis() << (failures - 1));
        return Duration.ofMillis(doubled / 2 + (long) (chance * doubled / 2));
    }
}
