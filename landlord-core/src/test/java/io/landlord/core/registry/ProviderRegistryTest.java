package io.landlord.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.provider.Capability;
import io.landlord.core.workflow.AbleProvider;
import io.landlord.core.workflow.FakeProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProviderRegistryTest {
    private final ProviderRegistry registry = new ProviderRegistry();

    @Test
    void a_registered_provider_is_there() {
        FakeProvider provider = new FakeProvider("mock");

        assertThat(registry.register(provider).get("mock")).isSameAs(provider);
        assertThat(registry.has("mock")).isTrue();
        assertThat(registry.has("temporal")).isFalse();
    }

    @Test
    void a_name_that_is_taken_is_refused_and_the_first_provider_stays() {
        FakeProvider first = new FakeProvider("mock");
        registry.register(first);

        assertThatThrownBy(() -> registry.register(new FakeProvider("mock")))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_CONFLICT))
                .hasMessageContaining("'mock'");
        assertThat(registry.get("mock")).isSameAs(first);
    }

    @Test
    void a_name_that_configuration_could_not_use_is_refused() {
        assertThatThrownBy(() -> registry.register(new FakeProvider("Mock Engine")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones_and_a_guess() {
        registry.register(new FakeProvider("temporal")).register(new FakeProvider("embedded"));

        assertThatThrownBy(() -> registry.get("tempral"))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND))
                .hasMessage(
                        "there is no provider 'tempral'; registered are embedded, temporal; did you mean 'temporal'?");
    }

    @Test
    void providers_are_listed_by_name_with_what_they_can_do() {
        registry.register(new AbleProvider("b")).register(new FakeProvider("a"));

        assertThat(registry.list()).extracting(ProviderDescription::name).containsExactly("a", "b");
        assertThat(registry.list().getFirst().capabilities()).isEmpty();
        assertThat(registry.list().getLast().capabilities()).containsExactly(Capability.values());
    }

    @Test
    void of_many_threads_that_take_a_name_one_succeeds() throws InterruptedException {
        int threads = 400;
        int names = 20;
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger registered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < threads; thread++) {
                String name = "p" + thread % names;
                Future<?> ignored = pool.submit(() -> {
                    go.await();
                    try {
                        registry.register(new FakeProvider(name));
                        registered.incrementAndGet();
                    } catch (LandlordException taken) {
                        refused.incrementAndGet();
                    }
                    return name;
                });
            }
            go.countDown();
        }

        assertThat(registered).hasValue(names);
        assertThat(refused).hasValue(threads - names);
        assertThat(registry.list()).hasSize(names);
    }
}
