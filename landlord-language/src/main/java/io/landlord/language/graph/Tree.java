package io.landlord.language.graph;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds an object that stands nowhere itself: its members have the place of what they were made from. */
final class Tree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Place place;
    private final List<Node.Member> members = new ArrayList<>();

    Tree(Place place) {
        this.place = place;
    }

    Tree put(String name, Node value) {
        return put(name, value, null);
    }

    /** @param origin the JSON Pointer it has in the text that the tree was made from */
    Tree put(String name, Node value, @Nullable String origin) {
        members.add(new Node.Member(name, value.place(), value, origin));
        return this;
    }

    Tree put(String name, Tree value) {
        return put(name, value.node(), null);
    }

    Tree put(String name, Tree value, String origin) {
        return put(name, value.node(), origin);
    }

    Tree put(String name, String text) {
        return put(name, text(place, text));
    }

    Tree put(String name, boolean value) {
        JsonNode json = JSON.booleanNode(value);
        return put(name, new Node.Scalar(place, json, 0, Node.Style.PLAIN, json.asString()));
    }

    Tree list(String name, Tree... items) {
        return put(name, items(place, Arrays.asList(items)));
    }

    Tree add(Node.Member member) {
        members.add(member);
        return this;
    }

    Node.Members node() {
        ObjectNode json = JSON.objectNode();
        members.forEach(member -> json.set(member.name(), member.value().json()));
        return new Node.Members(place, json, members);
    }

    static Node items(Place place, List<Tree> trees) {
        ArrayNode json = JSON.arrayNode();
        List<Node> items = new ArrayList<>();
        for (Tree tree : trees) {
            Node.Members item = tree.node();
            items.add(item);
            json.add(item.json());
        }
        return new Node.Items(place, json, items);
    }

    static Node text(Place place, String text) {
        return new Node.Scalar(place, JSON.stringNode(text), 0, Node.Style.DOUBLE_QUOTED, text);
    }
}
