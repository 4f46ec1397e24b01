package io.landlord.server.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What annotations say of a field: its constraints, which are checked, and its description, which is for people. */
final class SchemaDetails {

    private SchemaDetails() {}

    static void add(Method accessor, @Nullable Schema told, io.swagger.v3.oas.models.media.Schema<?> schema) {
        addConstraints(accessor, schema);
        if (told == null) {
            return;
        }
        if (!told.description().isEmpty()) {
            schema.setDescription(told.description());
        }
        if (!told.pattern().isEmpty()) {
            schema.setPattern(told.pattern());
        }
        if (!told.format().isEmpty()) {
            schema.setFormat(told.format());
        }
        if (!told.minimum().isEmpty()) {
            schema.setMinimum(new BigDecimal(told.minimum()));
        }
        if (!told.maximum().isEmpty()) {
            schema.setMaximum(new BigDecimal(told.maximum()));
        }
        if (told.maxLength() != Integer.MAX_VALUE) {
            schema.setMaxLength(told.maxLength());
        }
        if (!told.defaultValue().isEmpty()) {
            schema.setDefault(value(told.defaultValue(), schema));
        }
        if (!told.example().isEmpty()) {
            schema.setExample(value(told.example(), schema));
        }
        for (String allowed : told.allowableValues()) {
            addAllowed(allowed, schema);
        }
    }

    @SuppressWarnings("unchecked")
    private static void addAllowed(String allowed, io.swagger.v3.oas.models.media.Schema<?> schema) {
        ((io.swagger.v3.oas.models.media.Schema<Object>) schema).addEnumItemObject(allowed);
    }

    private static void addConstraints(Method accessor, io.swagger.v3.oas.models.media.Schema<?> schema) {
        Size size = accessor.getAnnotation(Size.class);
        if (size != null && isOf(schema, "object")) {
            schema.setMaxProperties(size.max());
        } else if (size != null) {
            schema.setMaxLength(size.max());
        }
        Min least = accessor.getAnnotation(Min.class);
        if (least != null) {
            schema.setMinimum(BigDecimal.valueOf(least.value()));
        }
        Max most = accessor.getAnnotation(Max.class);
        if (most != null) {
            schema.setMaximum(BigDecimal.valueOf(most.value()));
        }
        Pattern pattern = accessor.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.setPattern("^(" + pattern.regexp() + ")$");
        }
    }

    private static Object value(String text, io.swagger.v3.oas.models.media.Schema<?> schema) {
        if (isOf(schema, "integer")) {
            return Long.valueOf(text);
        }
        if (isOf(schema, "number")) {
            return new BigDecimal(text);
        }
        return isOf(schema, "boolean") ? Boolean.valueOf(text) : text;
    }

    private static boolean isOf(io.swagger.v3.oas.models.media.Schema<?> schema, String type) {
        Set<String> types = schema.getTypes();
        return types != null && types.contains(type);
    }
}
