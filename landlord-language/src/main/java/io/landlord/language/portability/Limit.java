package io.landlord.language.portability;

import io.landlord.api.diagnostic.Severity;
import io.landlord.machine.program.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something an engine cannot run, by the nature of the engine. */
@FunctionalInterface
public interface Limit {

    /**
     * A place that meets the limit.
     *
     * @param severity an error where the engine would not run the program as it is meant, a warning where it depends
     * @param pointer the JSON Pointer of the place in the document
     * @param message what cannot be run, and why
     * @param hint what to do about it
     */
    record Finding(
            Severity severity,
            String pointer,
            String message,
            @Nullable String hint) {
        /** A place that the engine cannot run. */
        public static Finding error(String pointer, String message, @Nullable String hint) {
            return new Finding(Severity.ERROR, pointer, message, hint);
        }

        /** A place that the engine may not be able to run. */
        public static Finding warning(String pointer, String message, @Nullable String hint) {
            return new Finding(Severity.WARNING, pointer, message, hint);
        }
    }

    /** The places of the program that meet it. */
    List<Finding> findings(Program program);
}
