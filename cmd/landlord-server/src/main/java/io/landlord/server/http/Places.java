package io.landlord.server.http;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import org.jspecify.annotations.Nullable;

/** Finds where a JSON Pointer stands in a text. */
final class Places {

    private Places() {}

    /** The place of the value, or of the nearest one around it that exists. */
    static Place of(Node root, String pointer) {
        Node node = root;
        for (String segment : segments(pointer)) {
            Node child = child(node, segment);
            if (child == null) {
                break;
            }
            node = child;
        }
        return node.place();
    }

    /** The field of the document in which a pointer begins, or the document itself. */
    static Node field(Node root, String pointer) {
        String[] segments = segments(pointer);
        Node field = segments.length == 0 ? null : child(root, segments[0]);
        return field == null ? root : field;
    }

    /** A name as a segment of a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String[] segments(String pointer) {
        return pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
    }

    private static @Nullable Node child(Node node, String segment) {
        return switch (node) {
            case Node.Scalar scalar -> null;
            case Node.Items items -> item(items, segment);
            case Node.Members members ->
                members.member(segment.replace("~1", "/").replace("~0", "~"))
                        .map(Node.Member::value)
                        .orElse(null);
        };
    }

    private static @Nullable Node item(Node.Items items, String segment) {
        if (!segment.matches("[0-9]{1,7}")) {
            return null;
        }
        int index = Integer.parseInt(segment);
        return index < items.items().size() ? items.items().get(index) : null;
    }
}
