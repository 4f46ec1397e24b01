package io.landlord.cli.console;

import io.landlord.language.reader.DocumentReader;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import io.landlord.language.reader.Problems;
import org.jspecify.annotations.Nullable;

/** Finds the place of a task in the text of its definition. */
public final class Pointers {
    private Pointers() {}

    /** The place of the member that the pointer names, or of the nearest around it; 1:1 at worst. */
    public static Place find(String text, String pointer) {
        Node node = DocumentReader.read(text, new Problems()).root();
        Place place = Place.START;
        for (String token : pointer.substring(pointer.startsWith("/") ? 1 : 0).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            Node.Member member = member(node, name);
            if (member != null) {
                place = member.place();
                node = member.value();
            } else {
                node = item(node, name);
            }
            if (node == null) {
                return place;
            }
            place = member == null ? node.place() : place;
        }
        return place;
    }

    private static Node.@Nullable Member member(@Nullable Node node, String name) {
        return node instanceof Node.Members members ? members.member(name).orElse(null) : null;
    }

    private static @Nullable Node item(@Nullable Node node, String name) {
        if (!(node instanceof Node.Items items) || !name.matches("\\d{1,6}")) {
            return null;
        }
        int index = Integer.parseInt(name);
        return index < items.items().size() ? items.items().get(index) : null;
    }
}
