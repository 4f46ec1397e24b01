package io.landlord.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server's entry point: workflows, executions and tenants over HTTP. */
@SpringBootApplication
public class LandlordServer {

    /** Starts the server; configuration comes from the environment, from files and from the arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(LandlordServer.class, arguments);
    }
}
