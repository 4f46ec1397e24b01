package io.landlord.cli.console;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * Where a command reads and writes. Everything is UTF-8, whatever the platform's own encoding.
 *
 * @param in the standard input
 * @param out what was asked for
 * @param err what is told beside it
 * @param terminal whether a person reads {@code out} as it is written
 * @param environment the variables of the environment
 * @param clock what time it is
 */
public record Console(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Map<String, String> environment,
        InstantSource clock) {

    public static Console ofProcess() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                writer(new FileOutputStream(FileDescriptor.out), false),
                writer(new FileOutputStream(FileDescriptor.err), true),
                isTerminal(),
                System.getenv(),
                InstantSource.system());
    }

    /** What is told at once needs no flushing; what may be a million lines is flushed by whoever writes it. */
    private static PrintWriter writer(OutputStream stream, boolean atOnce) {
        return new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), atOnce);
    }

    /** The launcher knows for sure; without it, the JVM's guess stands. */
    private static boolean isTerminal() {
        String told = System.getenv("LANDLORD_TERMINAL");
        return told == null ? System.console() != null : told.equals("1");
    }

    /** Whether colours and moving lines are welcome (https://no-color.org). */
    public boolean colour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether the stack trace of an unexpected failure is wanted. */
    public boolean debug() {
        return environment.getOrDefault("LANDLORD_DEBUG", "").equals("1");
    }
}
