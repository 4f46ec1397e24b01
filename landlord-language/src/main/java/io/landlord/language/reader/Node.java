package io.landlord.language.reader;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value of a document that knows its place. What an alias stands for is the anchored node itself, so a tree may share
 * parts; it is never cyclic.
 */
public sealed interface Node {

    /** Where its text begins. */
    Place place();

    /** The value without places. */
    JsonNode json();

    /** What a reader of messages calls it: {@code an object}, {@code a string}. */
    default String kind() {
        return switch (json().getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "nothing";
        };
    }

    /**
     * A string, a number, a boolean or null.
     *
     * @param offset where its text begins, in UTF-16 units from the start of the document
     * @param text the text as it was read, without quotes; for {@code 1.0} the value is 1 and the text {@code 1.0}
     */
    record Scalar(Place place, JsonNode json, int offset, Style style, String text) implements Node {
        /** Whether it is a string. */
        public boolean isString() {
            return json.isString();
        }
    }

    /** An array. */
    record Items(Place place, JsonNode json, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** An object; its members keep their order and have different names. */
    record Members(Place place, JsonNode json, List<Member> members) implements Node {
        public Members {
            members = List.copyOf(members);
        }

        /** The member of this name. */
        public Optional<Member> member(String name) {
            return members.stream().filter(member -> member.name().equals(name)).findFirst();
        }
    }

    /**
     * A name and its value.
     *
     * @param place where the name begins
     * @param origin the JSON Pointer it has for people, where its tree was derived from another one; {@code null} for its
     *     own place in the tree
     */
    record Member(
            String name, Place place, Node value, @Nullable String origin) {
        /** A member that was read where it stands. */
        public Member(String name, Place place, Node value) {
            this(name, place, value, null);
        }
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }
}
