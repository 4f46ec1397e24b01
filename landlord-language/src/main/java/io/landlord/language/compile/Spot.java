package io.landlord.language.compile;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;

/**
 * A node of the document where it is looked at.
 *
 * @param pointer its JSON Pointer
 * @param key where its name begins, or where it begins itself when it has none
 */
public record Spot(String pointer, Place key, Node node) {

    /** The whole document. */
    public static Spot root(Node node) {
        return new Spot("", Place.START, node);
    }

    /** A member of this object. */
    public Spot member(Node.Member member) {
        String origin = member.origin();
        return new Spot(
                origin == null ? pointer + "/" + escape(member.name()) : origin, member.place(), member.value());
    }

    Spot item(int index, Node item) {
        return new Spot(pointer + "/" + index, item.place(), item);
    }

    /** The name it has in its object or its index in its array, as messages call it. */
    public String name() {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        return last.replace("~1", "/").replace("~0", "~");
    }

    /** Where its value begins; a value that is left out is told at its name. */
    public Place place() {
        boolean leftOut = node instanceof Node.Scalar scalar
                && scalar.text().isEmpty()
                && scalar.json().isNull();
        return leftOut ? key : node.place();
    }

    /** What a message calls its value when another was expected; nothing is written as having none. */
    public String found() {
        return node.json().isNull() ? "has no value" : "is " + node.kind();
    }

    /** A name as a part of a JSON Pointer. */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
