package io.landlord.tck;

import io.landlord.api.provider.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a provider must be able to do for a test, or for all tests of a suite. With a provider that does not declare it the test
 * passes when the provider does not have it either.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {
    Capability[] value();
}
