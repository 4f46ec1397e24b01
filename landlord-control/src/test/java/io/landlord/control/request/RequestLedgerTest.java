package io.landlord.control.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.control.SettableClock;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

class RequestLedgerTest {
    private static final String SCOPE = "POST /v1/tenants";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Claim.Replay ANSWER =
            new Claim.Replay(202, Map.of("Location", "/v1/operations/1"), "{\"id\":\"\u6f22\"}");

    private final SettableClock clock = new SettableClock(NOON);

    @OnBothDatabases
    void a_request_is_new_once_and_then_answered_the_same(TestDatabase place) {
        ControlDatabase database = place.open();
        RequestLedger ledger = new RequestLedger(database, clock);
        AtomicInteger done = new AtomicInteger();

        assertThat(request(database, ledger, "k", done)).isNull();
        assertThat(request(database, ledger, "k", done)).isEqualTo(ANSWER);
        assertThat(new RequestLedger(place.open(), clock).begin(SCOPE, "k", "f"))
                .isEqualTo(ANSWER);
        assertThat(done).hasValue(1);
    }

    @OnBothDatabases
    void an_answer_may_have_no_headers_and_no_body(TestDatabase place) {
        RequestLedger ledger = new RequestLedger(place.open(), clock);
        ledger.begin(SCOPE, "k", "f");
        ledger.complete(SCOPE, "k", 204, Map.of(), null);

        assertThat(ledger.begin(SCOPE, "k", "f")).isEqualTo(new Claim.Replay(204, Map.of(), null));
    }

    @OnBothDatabases
    void a_key_with_another_request_is_told_so_and_another_scope_is_another_key(TestDatabase place) {
        RequestLedger ledger = new RequestLedger(place.open(), clock);
        ledger.begin(SCOPE, "k", "f");
        ledger.complete(SCOPE, "k", 202, Map.of(), null);

        assertThat(ledger.begin(SCOPE, "k", "other")).isEqualTo(new Claim.Reused());
        assertThat(ledger.begin("POST /v1/workflows", "k", "f")).isEqualTo(new Claim.New());
    }

    @OnBothDatabases
    void a_request_whose_transaction_failed_is_new_again(TestDatabase place) {
        ControlDatabase database = place.open();
        RequestLedger ledger = new RequestLedger(database, clock);

        assertThatThrownBy(() -> database.inTransaction(() -> {
                    ledger.begin(SCOPE, "k", "f");
                    ledger.complete(SCOPE, "k", 202, Map.of(), null);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ledger.begin(SCOPE, "k", "f")).isEqualTo(new Claim.New());
    }

    @OnBothDatabases
    void of_many_at_once_on_two_servers_one_is_done_and_all_are_answered_the_same(TestDatabase place) throws Exception {
        List<ControlDatabase> servers = List.of(place.open(), place.open());
        List<RequestLedger> ledgers =
                servers.stream().map(server -> new RequestLedger(server, clock)).toList();
        AtomicInteger done = new AtomicInteger();
        List<Future<Claim.@Nullable Replay>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 40; number++) {
                int server = number % 2;
                answers.add(threads.submit(() -> request(servers.get(server), ledgers.get(server), "k", done)));
            }
        }

        int first = 0;
        for (Future<Claim.@Nullable Replay> answer : answers) {
            if (answer.get() == null) {
                first++;
            } else {
                assertThat(answer.get()).isEqualTo(ANSWER);
            }
        }
        assertThat(first).isEqualTo(1);
        assertThat(done).hasValue(1);
    }

    @OnBothDatabases
    void a_second_server_waits_for_the_first_and_then_answers_the_same(TestDatabase place) throws Exception {
        ControlDatabase one = place.open();
        ControlDatabase other = place.open();
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> one.inTransaction(() -> {
                RequestLedger ledger = new RequestLedger(one, clock);
                ledger.begin(SCOPE, "k", "f");
                claimed.countDown();
                await(goOn);
                ledger.complete(SCOPE, "k", ANSWER.status(), ANSWER.headers(), ANSWER.body());
            }));
            await(claimed);
            Future<Claim> second = threads.submit(() -> new RequestLedger(other, clock).begin(SCOPE, "k", "f"));
            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            goOn.countDown();
            first.get();

            assertThat(second.get()).isEqualTo(ANSWER);
        }
    }

    @OnBothDatabases
    void a_request_begun_outside_of_a_transaction_is_under_way_until_it_is_answered(TestDatabase place) {
        RequestLedger one = new RequestLedger(place.open(), clock);
        RequestLedger other = new RequestLedger(place.open(), clock);
        one.begin(SCOPE, "k", "f");
        clock.forward(Duration.ofSeconds(59));

        assertThat(other.begin(SCOPE, "k", "f")).isEqualTo(new Claim.Underway(NOON));
        assertThat(other.begin(SCOPE, "k", "other")).isEqualTo(new Claim.Reused());
        one.complete(SCOPE, "k", 200, Map.of(), "x");
        assertThat(other.begin(SCOPE, "k", "f")).isEqualTo(new Claim.Replay(200, Map.of(), "x"));
    }

    @OnBothDatabases
    void a_request_whose_server_died_is_new_after_a_minute_for_one(TestDatabase place) {
        RequestLedger ledger = new RequestLedger(place.open(), clock);
        ledger.begin(SCOPE, "k", "f");
        clock.forward(RequestLedger.BELIEVED);

        assertThat(ledger.begin(SCOPE, "k", "f")).isEqualTo(new Claim.New());
        assertThat(ledger.begin(SCOPE, "k", "f")).isInstanceOf(Claim.Underway.class);
    }

    @OnBothDatabases
    void an_abandoned_request_is_new_at_once_and_an_answered_one_cannot_be_abandoned(TestDatabase place) {
        RequestLedger ledger = new RequestLedger(place.open(), clock);
        ledger.begin(SCOPE, "k", "f");
        ledger.abandon(SCOPE, "k");
        assertThat(ledger.begin(SCOPE, "k", "other")).isEqualTo(new Claim.New());

        ledger.complete(SCOPE, "k", 200, Map.of(), "x");
        ledger.abandon(SCOPE, "k");
        assertThat(ledger.begin(SCOPE, "k", "other")).isInstanceOf(Claim.Replay.class);
    }

    @OnBothDatabases
    void an_answer_is_kept_for_a_day_and_then_forgotten(TestDatabase place) {
        ControlDatabase database = place.open();
        RequestLedger ledger = new RequestLedger(database, clock);
        request(database, ledger, "a", new AtomicInteger());
        clock.forward(RequestLedger.KEPT.minusMillis(1));
        request(database, ledger, "b", new AtomicInteger());
        assertThat(ledger.purge()).isZero();
        assertThat(ledger.begin(SCOPE, "a", "f")).isEqualTo(ANSWER);

        clock.forward(Duration.ofMillis(1));
        assertThat(ledger.begin(SCOPE, "a", "other")).isEqualTo(new Claim.New());
        clock.forward(RequestLedger.KEPT);
        assertThat(ledger.purge()).isEqualTo(2);
    }

    @OnBothDatabases
    void old_answers_go_without_being_told_to(TestDatabase place) {
        ControlDatabase database = place.open();
        RequestLedger ledger = new RequestLedger(database, clock);
        for (int number = 0; number < 20; number++) {
            request(database, ledger, "k" + number, new AtomicInteger());
        }
        clock.forward(RequestLedger.KEPT);
        ledger.begin(SCOPE, "new", "f");

        assertThat(database.jdbc()
                        .sql("SELECT COUNT(*) FROM request")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** What a server does; answers what it replayed, or nothing when it did the work. */
    private static Claim.@Nullable Replay request(
            ControlDatabase database, RequestLedger ledger, String key, AtomicInteger done) {
        return database.<Claim.@Nullable Replay>inTransaction(() -> switch (ledger.begin(SCOPE, key, "f")) {
            case Claim.New ignored -> {
                done.incrementAndGet();
                ledger.complete(SCOPE, key, ANSWER.status(), ANSWER.headers(), ANSWER.body());
                yield null;
            }
            case Claim.Replay replay -> replay;
            case Claim.Reused ignored -> throw new IllegalStateException("reused");
            case Claim.Underway ignored -> throw new IllegalStateException("under way");
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
