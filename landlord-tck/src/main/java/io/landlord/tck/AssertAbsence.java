package io.landlord.tck;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** In place of a test of what a provider does not declare, asserts that the provider does not have it: no test is ever skipped. */
final class AssertAbsence implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> invoked, ExtensionContext context)
            throws Throwable {
        Conformance suite = (Conformance) context.getRequiredTestInstance();
        boolean absent = Stream.concat(needs(Conformance.class, suite.getClass()), needs(invoked.getExecutable()))
                .flatMap(needs -> Arrays.stream(needs.value()))
                .anyMatch(suite::isAbsent);
        if (absent) {
            test.skip();
        } else {
            test.proceed();
        }
    }

    /** Those of the suite and of what it extends. */
    private static Stream<Needs> needs(Class<?> base, Class<?> suite) {
        return Stream.<Class<?>>iterate(suite, base::isAssignableFrom, Class::getSuperclass)
                .flatMap(AssertAbsence::needs);
    }

    private static Stream<Needs> needs(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotationsByType(Needs.class));
    }
}
