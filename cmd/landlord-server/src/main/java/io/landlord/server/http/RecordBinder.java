package io.landlord.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.Spelling;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the record of a request from a tree that knows its places, and checks its constraints. Every mistake is found in one
 * run and has its place.
 *
 * <p>Components are text, whole numbers, truth values, durations (ISO 8601), JSON, objects, definitions, other records, and
 * lists and maps of these. A field that is not known is a mistake; one that is absent or null is null.
 */
@Component
final class RecordBinder {
    private final Validator validator;

    RecordBinder(Validator validator) {
        this.validator = validator;
    }

    /** @throws Refusal with every mistake */
    <T> T bind(Node root, Class<T> type) {
        Problems problems = new Problems();
        Object bound = record(root, "", type, problems);
        if (bound == null || problems.failed()) {
            throw Refusal.invalidBody(problems.sorted());
        }
        T request = type.cast(bound);
        Set<ConstraintViolation<T>> violations = validator.validate(request);
        violations.forEach(violation -> tell(violation, root, problems));
        if (problems.failed()) {
            throw Refusal.invalidBody(problems.sorted());
        }
        return request;
    }

    private static void tell(ConstraintViolation<?> violation, Node root, Problems problems) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(Places.escaped(node.getKey().toString()));
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                pointer.append('/').append(name);
            }
        }
        Class<? extends Annotation> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        boolean missing = constraint == NotNull.class || constraint == NotBlank.class || constraint == NotEmpty.class;
        problems.error(
                missing ? "missing-property" : "invalid-value",
                pointer.toString(),
                Places.of(root, pointer.toString()),
                violation.getMessage(),
                null);
    }

    private @Nullable Object value(Node node, String pointer, Type type, Problems problems) {
        if (type instanceof ParameterizedType generic) {
            return container(node, pointer, generic, problems);
        }
        Class<?> wanted = (Class<?>) type;
        if (JsonNode.class == wanted) {
            return node.json();
        }
        if (node instanceof Node.Scalar scalar && scalar.json().isNull()) {
            return null;
        }
        if (wanted == DefinitionText.class) {
            return definition(node, pointer, problems);
        }
        if (wanted == ObjectNode.class) {
            return node.json() instanceof ObjectNode object
                    ? object
                    : wrong(node, pointer, "an object", null, problems);
        }
        if (wanted.isRecord()) {
            return record(node, pointer, wanted, problems);
        }
        return scalar(node, pointer, wanted, problems);
    }

    private static @Nullable Object definition(Node node, String pointer, Problems problems) {
        String text = ReceivedBody.textOf(node);
        if (text != null) {
            return new DefinitionText(text, false);
        }
        return node instanceof Node.Members
                ? new DefinitionText(node.json().toPrettyString(), true)
                : wrong(node, pointer, "an object or the text of one", null, problems);
    }

    private static @Nullable Object scalar(Node node, String pointer, Class<?> wanted, Problems problems) {
        JsonNode json = node.json();
        if (wanted == String.class || wanted == Duration.class) {
            String text = ReceivedBody.textOf(node);
            if (text == null) {
                String hint = json.isValueNode() ? "put it in quotes" : null;
                return wrong(node, pointer, "text", hint, problems);
            }
            return wanted == String.class
                    ? text(text, node, pointer, problems)
                    : duration(text, node, pointer, problems);
        }
        if (wanted == Boolean.class) {
            return json.isBoolean() ? json.booleanValue() : wrong(node, pointer, "true or false", null, problems);
        }
        if (wanted == Double.class) {
            return json.isNumber() ? json.doubleValue() : wrong(node, pointer, "a number", null, problems);
        }
        if (wanted == Integer.class) {
            return json.isIntegralNumber() && json.canConvertToInt()
                    ? json.intValue()
                    : wrong(node, pointer, "a whole number", null, problems);
        }
        throw new IllegalStateException("a request cannot have a " + wanted);
    }

    private static @Nullable Object text(String text, Node node, String pointer, Problems problems) {
        if (text.indexOf('\0') < 0) {
            return text;
        }
        problems.error("invalid-text", pointer, node.place(), "this text holds the character U+0000", null);
        return null;
    }

    private static @Nullable Object duration(String text, Node node, String pointer, Problems problems) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException failure) {
            problems.error(
                    "invalid-duration",
                    pointer,
                    node.place(),
                    "this is not a duration",
                    "write 90 seconds as PT1M30S (ISO 8601)");
            return null;
        }
    }

    private @Nullable Object container(Node node, String pointer, ParameterizedType type, Problems problems) {
        if (node.json().isNull()) {
            return null;
        }
        if (type.getRawType() == List.class) {
            return list(node, pointer, type.getActualTypeArguments()[0], problems);
        }
        if (!(node instanceof Node.Members members)) {
            return wrong(node, pointer, "an object", null, problems);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Node.Member member : members.members()) {
            String place = pointer + "/" + Places.escaped(member.name());
            Object value = value(member.value(), place, type.getActualTypeArguments()[1], problems);
            if (value != null) {
                values.put(member.name(), value);
            } else if (member.value().json().isNull()) {
                wrong(member.value(), place, "text", null, problems);
            }
        }
        return values;
    }

    private @Nullable Object list(Node node, String pointer, Type element, Problems problems) {
        if (!(node instanceof Node.Items items)) {
            return wrong(node, pointer, "an array", null, problems);
        }
        List<Object> values = new ArrayList<>();
        for (int at = 0; at < items.items().size(); at++) {
            Node item = items.items().get(at);
            Object value = value(item, pointer + "/" + at, element, problems);
            if (value != null) {
                values.add(value);
            } else if (item.json().isNull()) {
                wrong(item, pointer + "/" + at, "a value", null, problems);
            }
        }
        return values;
    }

    private @Nullable Object record(Node node, String pointer, Class<?> type, Problems problems) {
        if (!(node instanceof Node.Members members)) {
            return wrong(node, pointer, "an object", null, problems);
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> names = Arrays.stream(components).map(RecordBinder::name).toList();
        members.members().stream()
                .filter(member -> !names.contains(member.name()))
                .forEach(member -> unknown(member, pointer, names, problems));
        @Nullable Object[] values = new Object[components.length];
        for (int at = 0; at < components.length; at++) {
            String name = names.get(at);
            Type component = components[at].getGenericType();
            Node value = members.member(name).map(Node.Member::value).orElse(null);
            values[at] = value == null ? null : value(value, pointer + "/" + Places.escaped(name), component, problems);
        }
        return made(type, components, values, node.place(), pointer, problems);
    }

    /** {@code default} is a word of Java, and a field of a template's parameter. */
    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    private static void unknown(Node.Member member, String pointer, List<String> names, Problems problems) {
        String shown =
                member.name().length() <= 60 ? member.name() : member.name().substring(0, 60) + "…";
        String hint = Spelling.didYouMean(member.name(), names);
        problems.error(
                "unknown-property",
                pointer + "/" + Places.escaped(member.name()),
                member.place(),
                "'" + shown + "' is not known here",
                hint == null ? "known are " + String.join(", ", names) : hint);
    }

    private static @Nullable Object wrong(
            Node node, String pointer, String expected, @Nullable String hint, Problems problems) {
        problems.error(
                "invalid-type",
                pointer,
                node.place(),
                (pointer.isEmpty() ? "the body" : "this") + " must be " + expected + ", not " + node.kind(),
                hint);
        return null;
    }

    private static @Nullable Object made(
            Class<?> type,
            RecordComponent[] components,
            @Nullable Object[] values,
            Place place,
            String pointer,
            Problems problems) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof IllegalArgumentException refusal) {
                problems.error("invalid-value", pointer, place, String.valueOf(refusal.getMessage()), null);
                return null;
            }
            throw new IllegalStateException("the request " + type.getSimpleName() + " cannot be made", failure);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("the request " + type.getSimpleName() + " cannot be made", failure);
        }
    }
}
