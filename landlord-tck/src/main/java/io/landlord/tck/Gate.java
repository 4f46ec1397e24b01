package io.landlord.tck;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Holds calls, so that a test looks at an execution that is under way, until it is opened. */
final class Gate {
    private final Patience patience;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    Gate(Patience patience) {
        this.patience = patience;
    }

    /** Holds the call until the gate is opened or the call is abandoned, then answers so. */
    Answer then(Answer answer) {
        return (arguments, context) -> {
            entered.countDown();
            try {
                while (!opened.await(5, TimeUnit.MILLISECONDS)) {
                    if (context.isCancelled()) {
                        throw new InterruptedException("the call was abandoned");
                    }
                }
                return answer.to(arguments, context);
            } catch (InterruptedException interrupted) {
                abandoned.countDown();
                throw interrupted;
            }
        };
    }

    /** Holds the call until the gate is opened, deaf to everything, then gives this result. */
    Answer stubborn(JsonNode result) {
        return (arguments, context) -> {
            entered.countDown();
            while (opened.getCount() > 0) {
                try {
                    opened.await();
                } catch (InterruptedException ignored) {
                    abandoned.countDown();
                }
            }
            answered.countDown();
            return result;
        };
    }

    /** Returns once a call is held. */
    void awaitCall() {
        patience.until(() -> "a call of the handler", () -> entered.getCount() == 0);
    }

    /** Returns once a held call was told that it is abandoned. */
    void awaitAbandoned() {
        patience.until(() -> "the call to be told that it is abandoned", () -> abandoned.getCount() == 0);
    }

    /** Returns once a stubborn call is about to give its result. */
    void awaitAnswered() {
        patience.until(() -> "the answer of the call", () -> answered.getCount() == 0);
    }

    void open() {
        opened.countDown();
    }
}
