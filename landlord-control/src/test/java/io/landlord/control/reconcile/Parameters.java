package io.landlord.control.reconcile;

import io.landlord.control.template.TemplateParameter;
import java.util.List;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the tests' template takes. */
final class Parameters {
    private Parameters() {}

    static TemplateParameter size() {
        return new TemplateParameter(
                "size", TemplateParameter.Type.INTEGER, false, IntNode.valueOf(1), List.of(), "How large");
    }

    static ObjectNode size(int size) {
        return JsonNodeFactory.instance.objectNode().put("size", size);
    }
}
