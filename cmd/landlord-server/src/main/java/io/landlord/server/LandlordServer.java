package io.landlord.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server's entry point: workflows, executions and tenants over HTTP. */
@SpringBootApplication
public class LandlordServer {
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int FEWEST_CARRIERS = 16;

    /** Starts the server; configuration comes from the environment, from files and from the arguments. */
    public static void main(String[] arguments) {
        provideCarriers();
        SpringApplication.run(LandlordServer.class, arguments);
    }

    /**
     * A virtual thread that loads a class holds its carrier while it waits for a lock. With a carrier for each of two processors,
     * a burst of first requests could hold both for ever, while the lock's owner waits for one; with more, that is far less likely.
     */
    private static void provideCarriers() {
        if (System.getProperty(CARRIERS) == null && Runtime.getRuntime().availableProcessors() < FEWEST_CARRIERS) {
            System.setProperty(CARRIERS, Integer.toString(FEWEST_CARRIERS));
        }
    }
}
