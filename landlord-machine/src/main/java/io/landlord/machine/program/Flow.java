package io.landlord.machine.program;

/** What follows a task (dsl-reference, "Flow Directive"), with names resolved to positions in the task's block. */
public sealed interface Flow {
    /** The next task in line, and the end of the block after the last. */
    Flow CONTINUE = new Continue();
    /** The end of the innermost task list; in a loop, of the iteration. */
    Flow EXIT = new Exit();
    /** The end of the workflow. */
    Flow END = new End();

    record Continue() implements Flow {}

    record Exit() implements Flow {}

    record End() implements Flow {}

    /** The task at this position of the same block, before or after this one. */
    record To(int position) implements Flow {}
}
