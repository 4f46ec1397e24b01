package io.landlord.machine.move;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import org.jspecify.annotations.Nullable;

/**
 * Where another version would have gone another way than the execution did.
 *
 * @param event the number of the event after which it would, from 1; 0 before the first
 * @param pointer the JSON Pointer of the task in which they differ; empty for the workflow itself
 * @param reason what each did, with {@code %s} in the place of the version's name
 */
public record Difference(int event, String pointer, String reason) {

    static Difference of(int event, String after, @Nullable Act did, @Nullable Act would) {
        String pointer = did != null && (would == null || !did.pointer().isEmpty())
                ? did.pointer()
                : would == null ? "" : would.pointer();
        String one = text(did, false);
        String two = text(would, false);
        if (one.equals(two)) {
            one = text(did, true);
            two = text(would, true);
        }
        return new Difference(
                event,
                pointer,
                escaped("after " + after + " it went on with " + one + "; version ")
                        + "'%s'"
                        + escaped(" would have gone on with " + two));
    }

    private static String text(@Nullable Act act, boolean whole) {
        return act == null ? "nothing" : act.text(whole);
    }

    static Difference undoing(int event, String pointer) {
        return new Difference(
                event,
                pointer,
                escaped("the task '" + pointer + "' has completed, and version ")
                        + "'%s'"
                        + " would undo it in another way");
    }

    static Difference left(int event, String after) {
        return new Difference(
                event, "", escaped("after " + after + " it is not in the state in which version ") + "'%s' would be");
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    /** The refusal to move the execution to the version of this name, for whoever asked for it. */
    public LandlordException refusal(String executionId, String version) {
        return new LandlordException(
                ErrorCode.EXECUTION_CONFLICT,
                "execution '" + executionId + "' cannot be moved to version '" + version + "': "
                        + String.format(reason, version)
                        + ". A version it can be moved to has done the same so far; deploy one that differs only in"
                        + " what is still to come");
    }
}
