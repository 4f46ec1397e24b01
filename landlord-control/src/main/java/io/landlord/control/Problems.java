package io.landlord.control;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with a request, so that it is refused once, with every problem. */
public final class Problems {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST_SHOWN = 60;

    private final List<Diagnostic> found = new ArrayList<>();

    public void add(String code, String pointer, String message, @Nullable String hint) {
        found.add(Diagnostic.error(code, pointer, message, hint));
    }

    public void addAll(Collection<Diagnostic> diagnostics) {
        found.addAll(diagnostics);
    }

    /** Checks the name of a plan, a template or a tenant. */
    public void checkName(String name, String pointer) {
        if (!isName(name)) {
            add(
                    "invalid-name",
                    pointer,
                    "'" + shown(name) + "' is not a name",
                    "use lower-case letters, digits and '-', beginning with a letter, at most 40 characters");
        }
    }

    /** Whether anything of this name can be there at all. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws LandlordException {@link ErrorCode#INVALID_SPEC} when there is an error among what was found */
    public void refuse(String subject) {
        if (Diagnostic.anyError(found)) {
            throw new LandlordException(ErrorCode.INVALID_SPEC, subject + " is not valid", found, null);
        }
    }

    /** What a caller wrote, for a message: on one line and not endless. */
    public static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
    }
}
