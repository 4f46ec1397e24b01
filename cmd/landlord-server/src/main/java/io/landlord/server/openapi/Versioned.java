package io.landlord.server.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation on something with an {@code ETag}: reading and changing it answers with the tag; changing and deleting it
 * takes {@code If-Match} and {@code If-None-Match}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Versioned {}
