package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** No test of any suite passes on a provider that does nothing, and none is skipped. */
class NoopProviderTest {

    static Stream<Class<?>> suites() {
        return Arrays.stream(NoopSuites.class.getDeclaredClasses());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void every_test_of_a_suite_fails_and_none_is_skipped(Class<?> suite) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute();

        assertThat(results.testEvents().started().count()).as("tests").isPositive();
        assertThat(results.testEvents().succeeded().map(NoopProviderTest::name)).isEmpty();
        assertThat(results.allEvents().skipped().map(NoopProviderTest::name)).isEmpty();
        assertThat(results.testEvents().aborted().map(NoopProviderTest::name)).isEmpty();
    }

    private static String name(Event event) {
        return event.getTestDescriptor().getDisplayName();
    }
}
