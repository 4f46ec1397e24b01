package io.landlord.language.reader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the tree of a document from the events of a parser, on a stack of its own, and counts as it goes. */
final class TreeBuilder {
    /** What an index counts for in a path. */
    private static final int DIGITS = 6;

    /**
     * A finished value and what it costs wherever an alias repeats it.
     *
     * @param paths how long the paths from it to all values within are together
     */
    record Built(Node node, long nodes, long characters, long paths, int height) {}

    private static final class Frame {
        final Place place;
        final boolean object;
        final @Nullable String anchor;
        final List<Node> items = new ArrayList<>();
        final List<Node.Member> members = new ArrayList<>();
        final Map<String, Place> names = new HashMap<>();

        @Nullable
        String name;

        Place namePlace = Place.START;
        boolean duplicate;
        long nodes = 1;
        long characters;
        long paths;
        int height;

        Frame(Place place, boolean object, @Nullable String anchor) {
            this.place = place;
            this.object = object;
            this.anchor = anchor;
        }
    }

    private final Problems problems;
    private final Deque<Frame> stack = new ArrayDeque<>();
    private final Map<String, Built> anchors = new HashMap<>();
    private long written;
    private long nodes;
    private long characters;
    private @Nullable Node root;

    TreeBuilder(Problems problems) {
        this.problems = problems;
    }

    /** The finished document; null before that. */
    @Nullable
    Node root() {
        return root;
    }

    /** Whether the next scalar is the name of a member. */
    boolean expectsName() {
        Frame top = stack.peek();
        return top != null && top.object && top.name == null;
    }

    void open(boolean object, Place place, @Nullable String anchor) throws ReadFailure {
        if (stack.size() >= Limits.NESTING) {
            throw Limits.tooDeep(place);
        }
        count(place, 1, 0);
        if (anchor != null) {
            anchors.remove(anchor);
        }
        stack.push(new Frame(place, object, anchor));
    }

    void name(String name, Place place) throws ReadFailure {
        Frame top = stack.element();
        count(place, 0, name.length());
        top.characters += name.length();
        top.name = name;
        top.namePlace = place;
        Place first = top.names.putIfAbsent(name, place);
        top.duplicate = first != null;
        if (first != null) {
            problems.error(
                    "duplicate-key",
                    "",
                    place,
                    "'" + clip(name) + "' is set twice in this object",
                    "the first is at line " + first.line());
        }
    }

    void scalar(Node.Scalar scalar, @Nullable String anchor) throws ReadFailure {
        count(scalar.place(), 1, scalar.text().length());
        add(new Built(scalar, 1, scalar.text().length(), 0, 0), anchor);
    }

    void alias(String name, Place place) throws ReadFailure {
        Built target = anchors.get(name);
        if (target == null) {
            throw unknownAlias(name, place);
        }
        if (stack.size() + target.height() > Limits.NESTING) {
            throw Limits.tooDeep(place);
        }
        count(place, target.nodes(), target.characters());
        add(target, null);
    }

    void close() throws ReadFailure {
        Frame top = stack.pop();
        Node node = top.object ? members(top) : items(top);
        add(new Built(node, top.nodes, top.characters, top.paths, top.height + 1), top.anchor);
    }

    private void add(Built built, @Nullable String anchor) throws ReadFailure {
        if (anchor != null) {
            anchors.put(anchor, built);
        }
        Frame parent = stack.peek();
        if (parent == null) {
            if (built.paths() > Limits.PATHS) {
                throw Limits.tooLongPaths(built.node().place());
            }
            root = built.node();
            return;
        }
        int segment = 1 + (parent.name == null ? DIGITS : parent.name.length());
        parent.paths += built.paths() + built.nodes() * segment;
        parent.nodes += built.nodes();
        parent.characters += built.characters();
        parent.height = Math.max(parent.height, built.height());
        if (!parent.object) {
            parent.items.add(built.node());
        } else if (parent.name != null) {
            if (!parent.duplicate) {
                parent.members.add(new Node.Member(parent.name, parent.namePlace, built.node()));
            }
            parent.name = null;
        }
    }

    private void count(Place place, long moreNodes, long moreCharacters) throws ReadFailure {
        nodes += moreNodes;
        characters += moreCharacters;
        written += moreNodes > 0 ? 1 : 0;
        if (written > Limits.WRITTEN) {
            throw Limits.tooManyWritten(place);
        }
        if (nodes > Limits.NODES) {
            throw Limits.tooMany(place);
        }
        if (characters > Limits.TEXT) {
            throw Limits.tooMuchText(place);
        }
    }

    private ReadFailure unknownAlias(String name, Place place) {
        boolean open = stack.stream().anyMatch(frame -> name.equals(frame.anchor));
        if (open) {
            return new ReadFailure(
                    "recursive-alias", place, "the alias '*" + name + "' stands within what it stands for", null);
        }
        return new ReadFailure(
                "unknown-alias",
                place,
                "no anchor '&" + name + "' stands before this alias",
                Spelling.didYouMean(name, anchors.keySet()));
    }

    private static Node members(Frame frame) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        frame.members.forEach(member -> json.set(member.name(), member.value().json()));
        return new Node.Members(frame.place, json, frame.members);
    }

    private static Node items(Frame frame) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(frame.items.size());
        frame.items.forEach(item -> json.add(item.json()));
        return new Node.Items(frame.place, json, frame.items);
    }

    private static String clip(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "...";
    }
}
