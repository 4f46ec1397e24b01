package io.landlord.control.template;

import io.landlord.control.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a template as they are written in the database. */
final class StoredParameters {
    private StoredParameters() {}

    static String write(List<TemplateParameter> parameters) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (TemplateParameter parameter : parameters) {
            ObjectNode item = list.addObject();
            item.put("name", parameter.name())
                    .put("type", parameter.type().wireName())
                    .put("required", parameter.required());
            if (parameter.defaultValue() != null) {
                item.set("default", parameter.defaultValue());
            }
            item.putArray("allowed").addAll(parameter.allowed());
            item.put("description", parameter.description());
        }
        return StoredJson.write(list);
    }

    static List<TemplateParameter> read(String text) {
        List<TemplateParameter> parameters = new ArrayList<>();
        for (JsonNode item : StoredJson.read(text)) {
            List<JsonNode> allowed = new ArrayList<>();
            item.required("allowed").forEach(allowed::add);
            parameters.add(new TemplateParameter(
                    item.required("name").stringValue(),
                    TemplateParameter.Type.valueOf(
                            item.required("type").stringValue().toUpperCase(Locale.ROOT)),
                    item.required("required").booleanValue(),
                    item.get("default"),
                    allowed,
                    item.required("description").stringValue()));
        }
        return parameters;
    }
}
