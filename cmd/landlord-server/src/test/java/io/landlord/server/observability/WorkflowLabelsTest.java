package io.landlord.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Measures by workflow stay countable. */
class WorkflowLabelsTest {

    @Test
    void the_names_of_many_workflows_make_a_bounded_number_of_series() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        meters.config().meterFilter(new WorkflowLabels());

        for (int at = 0; at < 2 * WorkflowLabels.MOST; at++) {
            meters.counter("starts", "workflow", "once-" + at, "provider", "mock")
                    .increment();
            meters.counter("starts", "workflow", "run-" + at, "provider", "mock")
                    .increment();
            meters.counter("starts", "workflow", "named-" + at, "provider", "mock")
                    .increment();
        }

        Set<String> labels = meters.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("workflow"))
                .collect(Collectors.toSet());
        assertThat(labels).hasSize(WorkflowLabels.MOST + 2).contains("once", "other", "named-0");
        assertThat(meters.counter("starts", "workflow", "once-more", "provider", "mock")
                        .count())
                .isEqualTo(4 * WorkflowLabels.MOST);
        assertThat(meters.counter("starts", "workflow", "named-0", "provider", "mock")
                        .count())
                .isOne();
    }
}
