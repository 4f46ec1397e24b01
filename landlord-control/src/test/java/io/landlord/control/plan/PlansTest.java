package io.landlord.control.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Page;
import io.landlord.control.SettableClock;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PlansTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

    @OnBothDatabases
    void the_three_usual_plans_are_there_from_the_start_and_only_then(TestDatabase database) {
        Plans plans = new Plans(database.open(), clock);
        plans.seed();

        assertThat(plans.list(10, null).items())
                .extracting(Plan::name, plan -> plan.limits().toString())
                .containsExactly(
                        tuple("basic", "{\"connections\":10,\"statementTimeout\":\"PT15S\"}"),
                        tuple("enterprise", "{\"connections\":100,\"statementTimeout\":\"PT5M\"}"),
                        tuple("premium", "{\"connections\":30,\"statementTimeout\":\"PT1M\"}"));
        plans.delete("basic", null);
        plans.seed();
        assertThat(plans.find("basic")).isEmpty();
    }

    @OnBothDatabases
    void a_plan_is_made_then_changed_and_the_same_again_changes_nothing(TestDatabase database) {
        Plans plans = new Plans(database.open(), clock);

        Plans.PutResult made = plans.put("gold", "d", limits("{\"connections\":5}"), null);
        clock.forward(Duration.ofSeconds(1));
        Plans.PutResult same = plans.put("gold", "d", limits("{\"connections\":5}"), null);
        Plans.PutResult changed = plans.put("gold", "d", limits("{\"connections\":6,\"free\":[1]}"), null);

        assertThat(made.created()).isTrue();
        assertThat(made.plan().version()).isEqualTo(1);
        assertThat(same).isEqualTo(new Plans.PutResult(made.plan(), false));
        assertThat(changed.created()).isFalse();
        assertThat(changed.plan().version()).isEqualTo(2);
        assertThat(changed.plan().createdAt()).isEqualTo(made.plan().createdAt());
        assertThat(changed.plan().updatedAt()).isEqualTo(clock.instant());
        assertThat(plans.get("gold")).isEqualTo(changed.plan());
    }

    @OnBothDatabases
    void what_somebody_else_changed_is_neither_overwritten_nor_removed(TestDatabase database) {
        Plans plans = new Plans(database.open(), clock);
        ObjectNode one = limits("{\"connections\":1}");
        ObjectNode two = limits("{\"connections\":2}");

        refused(ErrorCode.VERSION_CONFLICT, () -> plans.put("gold", "", one, 1L));
        assertThat(plans.put("gold", "", one, 0L).created()).isTrue();
        refused(ErrorCode.VERSION_CONFLICT, () -> plans.put("gold", "", two, 0L));
        assertThat(plans.put("gold", "", two, 1L).plan().version()).isEqualTo(2);
        refused(ErrorCode.VERSION_CONFLICT, () -> plans.put("gold", "", one, 1L));
        refused(ErrorCode.VERSION_CONFLICT, () -> plans.delete("gold", 1L));
        plans.delete("gold", 2L);
        refused(ErrorCode.PLAN_NOT_FOUND, () -> plans.delete("gold", null));
    }

    @OnBothDatabases
    void limits_that_cannot_be_meant_are_refused_all_at_once(TestDatabase database) {
        Plans plans = new Plans(database.open(), clock);

        assertThatThrownBy(
                        () -> plans.put("Gold!", "", limits("{\"connections\":0,\"statementTimeout\":\"15 s\"}"), null))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        refusal -> assertThat(refusal.diagnostics())
                                .extracting(Diagnostic::pointer)
                                .containsExactly("/name", "/limits/connections", "/limits/statementTimeout"));
        List<String> wrong = List.of(
                "{\"connections\":10001}",
                "{\"connections\":1.5}",
                "{\"connections\":\"5\"}",
                "{\"connections\":null}",
                "{\"connections\":99999999999999999999}",
                "{\"statementTimeout\":15}",
                "{\"statementTimeout\":\"PT0S\"}",
                "{\"statementTimeout\":\"-PT1S\"}",
                "{\"statementTimeout\":\"PT25H\"}",
                "{\"statementTimeout\":\"PT9999999999999999H\"}",
                "{\"statementTimeout\":null}");
        assertThat(wrong)
                .allSatisfy(text -> refused(ErrorCode.INVALID_SPEC, () -> plans.put("gold", "", limits(text), null)));
        assertThat(plans.put("gold", "", limits("{\"connections\":10000,\"statementTimeout\":\"P1D\"}"), null)
                        .created())
                .isTrue();
    }

    @OnBothDatabases
    void a_name_nearly_right_is_guessed(TestDatabase database) {
        Plans plans = new Plans(database.open(), clock);
        plans.seed();

        assertThatThrownBy(() -> plans.get("premum")).hasMessageContaining("premium");
        refused(ErrorCode.PLAN_NOT_FOUND, () -> plans.get("no\0name"));
    }

    @OnBothDatabases
    void pages_join_to_the_whole_list(TestDatabase database) {
        Plans plans = new Plans(database.open(), clock);
        for (int number = 0; number < 5; number++) {
            assertThat(plans.put("plan-" + number, "", limits("{}"), null).created())
                    .isTrue();
        }
        List<String> names = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Plan> page = plans.list(2, cursor);
            page.items().forEach(plan -> names.add(plan.name()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(names).containsExactly("plan-0", "plan-1", "plan-2", "plan-3", "plan-4");
    }

    private static ObjectNode limits(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    private static void refused(ErrorCode code, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
