package io.landlord.language.portability;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.language.reader.DocumentReader;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import io.landlord.language.reader.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines of a definition's pointers, once they are needed: compilations are kept, and do not keep the text's tree. What
 * is not in the text itself, as in a document that a graph compiles as, is told at what is nearest to it.
 */
record Places(@Nullable Node root) {

    static Places of(String definition) {
        return new Places(DocumentReader.read(definition, new Problems()).root());
    }

    Diagnostic diagnostic(Limit.Finding finding) {
        Place place = place(finding.pointer());
        return new Diagnostic(
                finding.severity(),
                EngineProfile.CODE,
                finding.pointer(),
                place.line(),
                place.column(),
                finding.message(),
                finding.hint());
    }

    /** Where the name of the value begins, or the value itself when it has none. */
    private Place place(String pointer) {
        Place place = Place.START;
        Node node = root;
        for (String segment :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = segment.replace("~1", "/").replace("~0", "~");
            if (node instanceof Node.Members members && members.member(name).isPresent()) {
                Node.Member member = members.member(name).get();
                place = member.place();
                node = member.value();
            } else if (node instanceof Node.Items items
                    && name.matches("\\d{1,9}")
                    && Integer.parseInt(name) < items.items().size()) {
                node = items.items().get(Integer.parseInt(name));
                place = node.place();
            } else {
                return place;
            }
        }
        return place;
    }
}
