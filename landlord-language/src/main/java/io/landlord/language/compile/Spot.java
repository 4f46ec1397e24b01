package io.landlord.language.compile;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;

/**
 * A node of the document where it is looked at.
 *
 * @param pointer its JSON Pointer
 * @param key where its name begins, or where it begins itself when it has none
 */
record Spot(String pointer, Place key, Node node) {

    static Spot root(Node node) {
        return new Spot("", Place.START, node);
    }

    Spot member(Node.Member member) {
        return new Spot(pointer + "/" + escape(member.name()), member.place(), member.value());
    }

    Spot item(int index, Node item) {
        return new Spot(pointer + "/" + index, item.place(), item);
    }

    /** The name it has in its object or its index in its array, as messages call it. */
    String name() {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        return last.replace("~1", "/").replace("~0", "~");
    }

    /** Where its value begins; a value that is left out is told at its name. */
    Place place() {
        boolean leftOut = node instanceof Node.Scalar scalar
                && scalar.text().isEmpty()
                && scalar.json().isNull();
        return leftOut ? key : node.place();
    }

    /** What a message calls its value when another was expected; nothing is written as having none. */
    String found() {
        return node.json().isNull() ? "has no value" : "is " + node.kind();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
