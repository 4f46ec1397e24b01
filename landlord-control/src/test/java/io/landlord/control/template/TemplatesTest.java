package io.landlord.control.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.control.ControlPlane;
import io.landlord.control.ControlSettings;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.Precondition;
import io.landlord.control.tenant.TenantRequest;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class TemplatesTest {
    private final MockProvider provider = new MockProvider(new TaskHandlers(), MockSettings.wallClock());

    @AfterEach
    void close() {
        provider.close();
    }

    @OnBothDatabases
    void other_content_is_the_next_version_and_the_same_is_the_same(TestDatabase database) {
        Templates templates = control(database).templates();

        Templates.PutResult first = put(templates, "one");
        Templates.PutResult again = put(templates, "one");
        Templates.PutResult second = put(templates, "two");
        Templates.PutResult back = put(templates, "one");

        assertThat(first.created()).isTrue();
        assertThat(first.template().version()).isEqualTo(1);
        assertThat(again).isEqualTo(new Templates.PutResult(first.template(), false));
        assertThat(second.template().version()).isEqualTo(2);
        assertThat(back.template().version()).as("only the newest counts").isEqualTo(3);
        assertThat(templates.get("box")).isEqualTo(back.template());
        assertThat(templates.get("box", 1)).isEqualTo(first.template());
        assertThat(templates.versions("box")).extracting(Template::version).containsExactly(1, 2, 3);
        assertThat(templates.list(10, null).items()).containsExactly(back.template());
        assertThat(second.template().workflowId()).isEqualTo("tenant-box-v2");
        assertThat(second.template().removalWorkflowId()).isEqualTo("tenant-box-v2-removal");
        refused(ErrorCode.TEMPLATE_NOT_FOUND, () -> templates.get("box", 4));
    }

    @OnBothDatabases
    void what_somebody_else_changed_is_not_overwritten(TestDatabase database) {
        Templates templates = control(database).templates();

        refused(ErrorCode.VERSION_CONFLICT, () -> put(templates, "one", 1L));
        assertThat(put(templates, "one", 0L).created()).isTrue();
        refused(ErrorCode.VERSION_CONFLICT, () -> put(templates, "two", 0L));
        assertThat(put(templates, "two", 1L).template().version()).isEqualTo(2);
        refused(ErrorCode.VERSION_CONFLICT, () -> put(templates, "three", 1L));
    }

    @OnBothDatabases
    void one_that_a_tenant_uses_is_not_removed_and_a_removed_one_goes_on_counting(TestDatabase database) {
        ControlPlane control = control(database);
        Templates templates = control.templates();
        put(templates, "one");
        put(templates, "two");
        var ignored =
                control.tenants().apply(new TenantRequest("acme", null, "box", 1, null), Precondition.none(), "test");

        assertThatThrownBy(() -> templates.delete("box"))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPLATE_CONFLICT))
                .hasMessageContaining("acme");
        var removal = control.tenants().delete("acme", Precondition.none(), "test");
        refused(ErrorCode.TEMPLATE_CONFLICT, () -> templates.delete("box"));
        control.reconciler().start();
        while (!control.operations().get(removal.id()).state().isFinal()) {
            Thread.onSpinWait();
        }

        templates.delete("box");

        control.close();
        refused(ErrorCode.TEMPLATE_NOT_FOUND, () -> templates.get("box"));
        refused(ErrorCode.TEMPLATE_NOT_FOUND, () -> templates.get("box", 1));
        refused(ErrorCode.TEMPLATE_NOT_FOUND, () -> templates.versions("box"));
        refused(ErrorCode.TEMPLATE_NOT_FOUND, () -> templates.delete("box"));
        assertThat(templates.list(10, null).items()).isEmpty();
        assertThat(put(templates, "one", 0L).template().version())
                .as("no workflow id is used for two contents")
                .isEqualTo(3);
    }

    @OnBothDatabases
    void all_problems_are_told_at_once_with_their_places(TestDatabase database) {
        Templates templates = control(database).templates();
        TemplateParameter parameter =
                new TemplateParameter("1st", TemplateParameter.Type.STRING, false, null, List.of(), "");

        assertThatThrownBy(() -> templates.put("Box", "", List.of(parameter), "do: 5", "nonsense", null))
                .isInstanceOfSatisfying(LandlordException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SPEC);
                    assertThat(refusal.diagnostics())
                            .extracting(Diagnostic::pointer)
                            .contains("/name", "/parameters/0/name")
                            .anyMatch(pointer -> pointer.startsWith("/definition"))
                            .anyMatch(pointer -> pointer.startsWith("/removal"));
                });
        assertThat(templates.list(10, null).items()).isEmpty();
    }

    private ControlPlane control(TestDatabase database) {
        WorkflowManager facade = new WorkflowManager(
                new ProviderRegistry().register(provider),
                new InMemoryWorkflowCatalog(),
                FacadeSettings.withDefaultProvider("mock"),
                new SimpleMeterRegistry());
        return ControlPlane.over(
                database.open(), facade, ControlSettings.on("mock"), new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static Templates.PutResult put(Templates templates, String content) {
        return put(templates, content, null);
    }

    private static Templates.PutResult put(Templates templates, String content, @Nullable Long expectedVersion) {
        return templates.put(
                "box", "", List.of(), workflow("make", content), workflow("remove", content), expectedVersion);
    }

    private static String workflow(String name, String content) {
        return """
                document:
                  dsl: 1.0.3
                  namespace: test
                  name: %s
                  version: 1.0.0
                do:
                  - say:
                      set:
                        content: %s
                """.formatted(name, content);
    }

    private static void refused(ErrorCode code, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
