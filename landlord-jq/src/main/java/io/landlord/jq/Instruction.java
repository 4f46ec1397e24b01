package io.landlord.jq;

/**
 * One step of a program. The {@link Evaluator} has one value at hand, the path to it where paths are wanted, and the
 * slots of the present frame; instructions change these.
 *
 * <p>The families: {@link Data} makes values, {@link Flow} forks, jumps and catches, {@link Calls} enters functions,
 * {@link PathSteps} follows and updates paths.
 */
interface Instruction {
    void run(Evaluator evaluator);

    /** A place in a code, known once all of it is written. */
    final class Target {
        int index = -1;
    }
}
