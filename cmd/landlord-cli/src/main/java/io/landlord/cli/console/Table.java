package io.landlord.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of cells below a head, each column as wide as its widest cell; the last one is never filled up. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A table with these columns and no lines. */
    public Table(List<String> head) {
        this.head = List.copyOf(head);
    }

    /**
     * A text of one line and how it is shown.
     *
     * @param shown the text, perhaps with colours, which take no room
     */
    public record Cell(String text, String shown) {
        /** A cell without colours. Line feeds and control characters would break the table and become spaces. */
        public static Cell of(String text) {
            String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
            return new Cell(clean, clean);
        }
    }

    /** Adds a line with a cell for each column. */
    public void add(List<Cell> row) {
        rows.add(List.copyOf(row));
    }

    /** Writes the head and all lines. */
    public void write(PrintWriter out, Ink ink) {
        int[] widths = head.stream().mapToInt(String::length).toArray();
        for (List<Cell> row : rows) {
            Arrays.setAll(
                    widths,
                    column -> Math.max(widths[column], width(row.get(column).text())));
        }
        line(out, head.stream().map(name -> new Cell(name, ink.faint(name))).toList(), widths);
        rows.forEach(row -> line(out, row, widths));
    }

    private static void line(PrintWriter out, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            line.append(column == 0 ? "" : GAP).append(cell.shown());
            boolean rest = cells.subList(column + 1, cells.size()).stream()
                    .anyMatch(other -> !other.text().isEmpty());
            if (!rest) {
                break;
            }
            line.repeat(" ", widths[column] - width(cell.text()));
        }
        out.println(line);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
