package io.landlord.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, ending the process by a signal cancels an execution, waits until it has undone what it did and has been
 * reported on, and only then ends the process, with the signal's own exit code.
 */
public final class Interrupt implements AutoCloseable {
    private static final long MOST_SECONDS = 60;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    private Interrupt(Console console, Runnable cancel) {
        this.hook = new Thread(() -> interrupted(console, cancel), "interrupt");
    }

    public static Interrupt cancels(Console console, Runnable cancel) {
        Interrupt interrupt = new Interrupt(console, cancel);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    private void interrupted(Console console, Runnable cancel) {
        console.err().println("landlord: interrupted; the execution is cancelled and undoes what it did");
        cancel.run();
        try {
            if (!reported.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                console.err().println("landlord: undoing takes longer than " + MOST_SECONDS + " s and is given up");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The signal came first: the process ends once the hook is done.
            return;
        }
    }
}
