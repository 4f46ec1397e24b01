package io.landlord.jq;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The cursors over numbers and over the children of a value. */
final class Cursors {
    private Cursors() {}

    static final class Count implements Cursor {
        private final double end;
        private double next;

        Count(double from, double end) {
            this.next = from;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public JsonNode next() {
            double result = next;
            next = result + 1;
            return JqValues.number(result);
        }
    }

    static final class Items implements Cursor {
        private final JsonNode array;
        private int next;

        Items(JsonNode array) {
            this.array = Heap.share(array);
        }

        @Override
        public boolean hasNext() {
            return next < array.size();
        }

        @Override
        public JsonNode next() {
            return Heap.share(JqValues.scalar(array.get(next++)));
        }

        @Override
        public Path path(Path begin, JsonNode value) {
            return begin.to(JqValues.integer(next - 1), value);
        }
    }

    static final class Fields implements Cursor {
        private final Iterator<Map.Entry<String, JsonNode>> entries;
        private String key = "";

        Fields(JsonNode object) {
            this.entries = Heap.share(object).properties().iterator();
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public JsonNode next() {
            Map.Entry<String, JsonNode> entry = entries.next();
            key = entry.getKey();
            return Heap.share(JqValues.scalar(entry.getValue()));
        }

        @Override
        public Path path(Path begin, JsonNode value) {
            return begin.to(StringNode.valueOf(key), value);
        }
    }
}
