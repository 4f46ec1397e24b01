package io.landlord.server.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.landlord.server.http.DefinitionText;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the schemas of the records that are taken and given, from what the code says of them: the types, {@code @Nullable}, the
 * constraints. Annotations only add what is for people.
 *
 * <p>A record that refuses unknown fields ({@code additionalProperties = FALSE}) is one that callers hand in: only what is
 * {@code @NotNull} must be there, and null is the same as absent. Every other is one that is told: all its fields are there,
 * except where any field may be ({@code TRUE}).
 */
@Component
final class RecordSchemas implements ModelConverter {
    private static final String REFERENCE = "#/components/schemas/";

    /** What {@link Duration#parse} reads, without signs: days at most, for months and years have no fixed length. */
    private static final String DURATION = "^P([0-9]{1,4}D|([0-9]{1,4}D)?T([0-9]{1,6}[HM]|[0-9]{1,6}H[0-9]{1,6}M"
            + "|([0-9]{1,6}H)?([0-9]{1,6}M)?[0-9]{1,6}(\\.[0-9]{1,9})?S))$";

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        ResolvableType java = resolvable(type.getType());
        Class<?> raw = java.resolve();
        if (raw != null && raw.isRecord() && raw.getName().startsWith("io.landlord.")) {
            return of(java, context);
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    /** What was within a {@code ResponseEntity} comes in the form of the library's own reader of types. */
    private static ResolvableType resolvable(Type type) {
        if (!(type instanceof JavaType read)) {
            return ResolvableType.forType(type);
        }
        ResolvableType[] parameters = read.getBindings().getTypeParameters().stream()
                .map(RecordSchemas::resolvable)
                .toArray(ResolvableType[]::new);
        return read.getRawClass().getTypeParameters().length == parameters.length && parameters.length > 0
                ? ResolvableType.forClassWithGenerics(read.getRawClass(), parameters)
                : ResolvableType.forClass(read.getRawClass());
    }

    private static Schema<?> of(ResolvableType type, ModelConverterContext context) {
        Class<?> raw = type.toClass();
        if (raw == DefinitionText.class) {
            return definition(context);
        }
        return raw.isRecord() ? reference(type, context) : plain(type, raw, context);
    }

    private static Schema<?> plain(ResolvableType type, Class<?> raw, ModelConverterContext context) {
        if (raw == String.class) {
            return typed("string");
        }
        if (raw == int.class || raw == Integer.class) {
            return typed("integer").format("int32");
        }
        if (raw == long.class) {
            return typed("integer").format("int64");
        }
        if (raw == Double.class) {
            return typed("number").format("double");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return typed("boolean");
        }
        if (raw == Instant.class) {
            return typed("string").format("date-time");
        }
        if (raw == Duration.class) {
            return typed("string").format("duration").pattern(DURATION);
        }
        if (raw == ObjectNode.class) {
            return typed("object");
        }
        if (raw == JsonNode.class) {
            return new JsonSchema();
        }
        if (raw == List.class) {
            return typed("array").items(of(type.getGeneric(0), context));
        }
        if (raw == Map.class) {
            return tags();
        }
        throw new IllegalStateException("the API's description cannot tell what a " + type + " is");
    }

    /** The only maps there are: free labels, and what else a credential consists of. */
    private static Schema<?> tags() {
        Schema<?> schema = typed("object").additionalProperties(typed("string").maxLength(1_024));
        schema.setPropertyNames(new JsonSchema().pattern("\\S").maxLength(128));
        return schema;
    }

    private static Schema<?> definition(ModelConverterContext context) {
        Schema<?> document = of(ResolvableType.forClass(WorkflowDocument.class), context);
        Schema<?> definition = new JsonSchema()
                .description("A workflow's document: an object, or its text in YAML or JSON")
                .oneOf(List.of(document, typed("string").minLength(1)));
        context.defineModel("Definition", definition);
        return new JsonSchema().$ref(REFERENCE + "Definition");
    }

    private static Schema<?> reference(ResolvableType type, ModelConverterContext context) {
        String name = name(type);
        if (!context.getDefinedModels().containsKey(name)) {
            // First of all, so that a record within itself finds it.
            context.defineModel(name, new JsonSchema());
            context.defineModel(name, object(type, context));
        }
        return new JsonSchema().$ref(REFERENCE + name);
    }

    private static String name(ResolvableType type) {
        Class<?> raw = type.toClass();
        if (type.hasGenerics()) {
            return name(type.getGeneric(0)) + raw.getSimpleName();
        }
        var told = raw.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return told == null || told.name().isEmpty() ? raw.getSimpleName() : told.name();
    }

    private static Schema<?> object(ResolvableType type, ModelConverterContext context) {
        Class<?> raw = type.toClass();
        Schema<?> schema = typed("object");
        var told = raw.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        boolean handedIn = told != null && told.additionalProperties() == AdditionalPropertiesValue.FALSE;
        boolean open = told != null && told.additionalProperties() == AdditionalPropertiesValue.TRUE;
        if (told != null && !told.description().isEmpty()) {
            schema.setDescription(told.description());
        }
        if (handedIn) {
            schema.setAdditionalProperties(new JsonSchema().booleanSchemaValue(false));
        }
        List<String> required = new ArrayList<>();
        Map<String, Schema> properties = new LinkedHashMap<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            boolean nullable = !open && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            String name = name(component);
            properties.put(name, property(component, nullable, type, context));
            if (!handedIn && !open || component.getAccessor().isAnnotationPresent(NotNull.class)) {
                required.add(name);
            }
        }
        schema.setProperties(properties);
        schema.setRequired(required.isEmpty() ? null : required);
        return schema;
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    private static Schema<?> property(
            RecordComponent component, boolean nullable, ResolvableType owner, ModelConverterContext context) {
        var told = AnnotatedElementUtils.findMergedAnnotation(
                component.getAccessor(), io.swagger.v3.oas.annotations.media.Schema.class);
        ResolvableType type = told != null && told.implementation() != Void.class
                ? ResolvableType.forClass(told.implementation())
                : ResolvableType.forType(component.getGenericType(), owner);
        Schema<?> schema = of(type, context);
        SchemaDetails.add(component.getAccessor(), told, schema);
        return nullable ? orNull(schema) : schema;
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new JsonSchema()
                    .anyOf(List.of(new JsonSchema().$ref(schema.get$ref()), typed("null")))
                    .description(schema.getDescription());
        }
        if (schema.getTypes() != null) {
            schema.addType("null");
        }
        if (schema.getEnum() != null) {
            addNull(schema);
        }
        return schema;
    }

    @SuppressWarnings("unchecked")
    private static void addNull(Schema<?> schema) {
        ((Schema<Object>) schema).addEnumItemObject(null);
    }

    static Schema<?> typed(String type) {
        Schema<?> schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(Set.of(type)));
        return schema;
    }
}
