package io.landlord.cli.demo;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.Ink;
import io.landlord.cli.console.Progress;

/** Writes the demo: chapters, facts that were checked, and workflows as they run. */
final class Story {
    private static final String INDENT = "   ";

    private final Console console;
    private final Ink ink;
    private int chapter;

    Story(Console console) {
        this.console = console;
        this.ink = new Ink(console.colour());
    }

    void chapter(String title) {
        chapter++;
        line((chapter == 1 ? "" : "\n") + ink.strong(chapter + ". " + title));
    }

    /** Something that is as it should be. */
    void fact(String text) {
        line(INDENT + ink.good("✓") + " " + text);
    }

    void note(String text) {
        line(INDENT + text);
    }

    void close(String text) {
        line("\n" + text);
    }

    /** Shows an execution as it runs. */
    Progress progress() {
        return new Progress(console.out(), console.colour(), INDENT);
    }

    private void line(String text) {
        console.out().println(text);
        console.out().flush();
    }
}
