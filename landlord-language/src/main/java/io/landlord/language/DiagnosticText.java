package io.landlord.language;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.language.reader.SourceText;
import java.util.List;
import java.util.Locale;

/**
 * Shows diagnostics the way a compiler does: {@code file:line:column: severity[code]: message}, the line of the text, a
 * caret below the place, and a hint. Long lines are clipped around the place; a diagnostic without a place is one line.
 * Plain text, each line ends with a line feed; an empty list is empty text.
 */
public final class DiagnosticText {
    private static final int WIDTH = 100;
    private static final int BEFORE = 60;
    private static final String CUT = "...";

    private DiagnosticText() {}

    /** Renders diagnostics of a text, in their order. */
    public static String render(List<Diagnostic> diagnostics, String source, String fileName) {
        SourceText text = new SourceText(source);
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            head(diagnostic, fileName, out);
            if (diagnostic.line() > 0) {
                excerpt(diagnostic, text.line(diagnostic.line()), out);
            }
            if (diagnostic.hint() != null) {
                out.append("  = ").append(diagnostic.hint()).append('\n');
            }
        }
        return out.toString();
    }

    private static void head(Diagnostic diagnostic, String fileName, StringBuilder out) {
        out.append(fileName).append(':');
        if (diagnostic.line() > 0) {
            out.append(diagnostic.line())
                    .append(':')
                    .append(diagnostic.column())
                    .append(':');
        }
        out.append(' ')
                .append(diagnostic.severity().name().toLowerCase(Locale.ROOT))
                .append('[')
                .append(diagnostic.code())
                .append("]: ")
                .append(diagnostic.message())
                .append('\n');
    }

    private static void excerpt(Diagnostic diagnostic, String line, StringBuilder out) {
        String number = Integer.toString(diagnostic.line());
        String shown = line.replace('\t', ' ');
        int caret = Math.min(Math.max(diagnostic.column() - 1, 0), shown.length());
        int from = shown.length() <= WIDTH ? 0 : Math.max(0, caret - BEFORE);
        int to = Math.min(shown.length(), from + WIDTH);
        String left = from > 0 ? CUT : "";
        String right = to < shown.length() ? CUT : "";
        String margin = " ".repeat(number.length());
        out.append(' ').append(number).append(" | ");
        out.append(left).append(shown, from, to).append(right).append('\n');
        out.append(' ').append(margin).append(" | ");
        out.append(" ".repeat(left.length() + caret - from)).append("^\n");
    }
}
