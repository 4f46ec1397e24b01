package io.landlord.server.http;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.LandlordException;
import io.landlord.language.reader.DocumentReader;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import io.landlord.language.reader.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A body that was read: its text, and a tree that knows where everything stands. */
public final class ReceivedBody {
    private final String text;
    private final Node root;
    private final RecordBinder binder;

    private ReceivedBody(String text, Node root, RecordBinder binder) {
        this.text = text;
        this.root = root;
        this.binder = binder;
    }

    /**
     * Reads a body.
     *
     * @throws Refusal with every mistake, when it is not UTF-8, not JSON or YAML, or holds text that is none
     */
    static ReceivedBody read(byte[] bytes, RecordBinder binder) {
        String text = decoded(bytes);
        Problems problems = new Problems();
        Node root = DocumentReader.read(text, problems).root();
        if (root != null) {
            refuseBrokenText(root, problems);
        }
        if (root == null || problems.failed()) {
            throw Refusal.invalidBody(problems.sorted());
        }
        return new ReceivedBody(text, root, binder);
    }

    /** The body as it was sent. */
    public String text() {
        return text;
    }

    /** The body as a tree. */
    public Node root() {
        return root;
    }

    /** Whether the body is an object with this member. */
    public boolean has(String member) {
        return root instanceof Node.Members members && members.member(member).isPresent();
    }

    /**
     * The body as a record of a request, its constraints checked.
     *
     * @throws Refusal with every mistake
     */
    public <T> T as(Class<T> type) {
        return binder.bind(root, type);
    }

    /**
     * Does what this body asks for; the mistakes it is refused with get the places that their pointers have in this body.
     *
     * @throws LandlordException as the work does
     */
    public <T> T placing(Supplier<T> work) {
        return placing(UnaryOperator.identity(), work);
    }

    /**
     * As {@link #placing(Supplier)}, where the domain calls a field something else.
     *
     * @param renamed gives the diagnostic with the pointer it has in this body; {@link #at} helps
     */
    public <T> T placing(UnaryOperator<Diagnostic> renamed, Supplier<T> work) {
        try {
            return work.get();
        } catch (LandlordException failure) {
            throw new LandlordException(
                    failure.code(),
                    String.valueOf(failure.getMessage()),
                    placed(renamed, failure.diagnostics()),
                    failure.getCause());
        }
    }

    /** The diagnostics with the pointers and places that they have in this body. */
    public List<Diagnostic> placed(UnaryOperator<Diagnostic> renamed, List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(renamed).map(this::placed).toList();
    }

    /** What has a place already has it in a text that came as a field: there it stays, unless the field was no text. */
    private Diagnostic placed(Diagnostic diagnostic) {
        if (diagnostic.line() > 0 && textOf(Places.field(root, diagnostic.pointer())) != null) {
            return diagnostic;
        }
        Place place = Places.of(root, diagnostic.pointer());
        return new Diagnostic(
                diagnostic.severity(),
                diagnostic.code(),
                diagnostic.pointer(),
                place.line(),
                place.column(),
                diagnostic.message(),
                diagnostic.hint());
    }

    /** The diagnostic with another pointer. */
    public static Diagnostic at(String pointer, Diagnostic diagnostic) {
        return new Diagnostic(
                diagnostic.severity(),
                diagnostic.code(),
                pointer,
                diagnostic.line(),
                diagnostic.column(),
                diagnostic.message(),
                diagnostic.hint());
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(input, output, true);
        output.flip();
        if (!result.isError()) {
            return output.toString();
        }
        Place place = end(output);
        Problems problems = new Problems();
        problems.error("invalid-encoding", "", place, "this is not UTF-8", "send the text in UTF-8");
        throw Refusal.invalidBody(problems.sorted());
    }

    private static Place end(CharSequence text) {
        int line = 1;
        int column = 1;
        for (int at = 0; at < text.length(); at++) {
            boolean end = text.charAt(at) == '\n';
            line += end ? 1 : 0;
            column = end ? 1 : column + 1;
        }
        return new Place(line, column);
    }

    private record Visit(Node node, String pointer) {}

    /** Half of a character can be written as an escape, but neither be stored nor be sent on. */
    private static void refuseBrokenText(Node root, Problems problems) {
        Deque<Visit> open = new ArrayDeque<>(List.of(new Visit(root, "")));
        while (!open.isEmpty()) {
            Visit visit = open.pop();
            switch (visit.node()) {
                case Node.Scalar scalar ->
                    requireWhole(
                            scalar.isString() ? scalar.json().stringValue() : "",
                            visit.pointer(),
                            scalar.place(),
                            problems);
                case Node.Items items -> {
                    for (int at = 0; at < items.items().size(); at++) {
                        open.push(new Visit(items.items().get(at), visit.pointer() + "/" + at));
                    }
                }
                case Node.Members members ->
                    members.members().forEach(member -> {
                        requireWhole(member.name(), visit.pointer(), member.place(), problems);
                        open.push(new Visit(member.value(), visit.pointer() + "/" + Places.escaped(member.name())));
                    });
            }
        }
    }

    private static void requireWhole(String text, String pointer, Place place, Problems problems) {
        if (TextRules.hasLoneSurrogate(text)) {
            problems.error("invalid-text", pointer, place, "this text holds half of a surrogate pair", null);
        }
    }

    /** What a text that came within a body says, if it is YAML or JSON. */
    public static Optional<JsonNode> tree(String text) {
        Node root = DocumentReader.read(text, new Problems()).root();
        return Optional.ofNullable(root).map(Node::json);
    }

    /** For logs, which must not show what was sent. */
    @Override
    public String toString() {
        return "ReceivedBody[" + text.length() + " characters]";
    }

    static @Nullable String textOf(Node node) {
        return node instanceof Node.Scalar scalar && scalar.isString()
                ? scalar.json().stringValue()
                : null;
    }
}
