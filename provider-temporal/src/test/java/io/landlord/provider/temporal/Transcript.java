package io.landlord.provider.temporal;

import io.landlord.jq.JqValues;
import io.landlord.machine.CanonicalJson;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a workflow asked Temporal for, a line for each request: with inputs, durations and options, none of which a replay
 * compares with the history.
 */
final class Transcript extends WorkerInterceptorBase {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    List<String> lines() {
        return List.copyOf(lines);
    }

    private void line(String kind, Map<String, ?> content) {
        lines.add(kind + " " + CanonicalJson.write(JqValues.normalize(JsonPayloads.MAPPER.valueToTree(content))));
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new Outbound(outbound));
            }

            @Override
            public WorkflowOutput execute(WorkflowInput input) {
                try {
                    WorkflowOutput output = super.execute(input);
                    line("result", content("value", output.getResult()));
                    return output;
                } catch (ApplicationFailure failure) {
                    line(
                            "failure",
                            content(
                                    "type",
                                    failure.getType(),
                                    "message",
                                    failure.getOriginalMessage(),
                                    "detail",
                                    failure.getDetails().getSize() == 0
                                            ? null
                                            : failure.getDetails().get(JsonNode.class)));
                    throw failure;
                }
            }
        };
    }

    /** Keys and values by turns; {@code null} values are left out. */
    private static Map<String, Object> content(@Nullable Object... pairs) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (int place = 0; place < pairs.length; place += 2) {
            Object value = pairs[place + 1];
            if (value != null) {
                content.put(
                        String.valueOf(pairs[place]),
                        value instanceof Duration || value instanceof Enum<?> ? value.toString() : value);
            }
        }
        return content;
    }

    private static @Nullable Map<String, Object> retry(@Nullable RetryOptions retry) {
        return retry == null
                ? null
                : content(
                        "initial",
                        retry.getInitialInterval(),
                        "most",
                        retry.getMaximumInterval(),
                        "coefficient",
                        retry.getBackoffCoefficient(),
                        "attempts",
                        retry.getMaximumAttempts());
    }

    private final class Outbound extends WorkflowOutboundCallsInterceptorBase {
        Outbound(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            ActivityOptions options = input.getOptions();
            line(
                    "activity",
                    content(
                            "name",
                            input.getActivityName(),
                            "input",
                            input.getArgs(),
                            "queue",
                            options.getTaskQueue(),
                            "schedule-to-close",
                            options.getScheduleToCloseTimeout(),
                            "schedule-to-start",
                            options.getScheduleToStartTimeout(),
                            "start-to-close",
                            options.getStartToCloseTimeout(),
                            "heartbeat",
                            options.getHeartbeatTimeout(),
                            "cancellation",
                            options.getCancellationType(),
                            "retry",
                            retry(options.getRetryOptions()),
                            "priority",
                            options.getPriority() == null
                                    ? null
                                    : options.getPriority().toString()));
            return super.executeActivity(input);
        }

        @Override
        public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
            line(
                    "local activity",
                    content(
                            "name",
                            input.getActivityName(),
                            "input",
                            input.getArgs(),
                            "schedule-to-close",
                            input.getOptions().getScheduleToCloseTimeout(),
                            "start-to-close",
                            input.getOptions().getStartToCloseTimeout(),
                            "local-retry-threshold",
                            input.getOptions().getLocalRetryThreshold(),
                            "retry",
                            retry(input.getOptions().getRetryOptions())));
            return super.executeLocalActivity(input);
        }

        @Override
        public <R> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput<R> input) {
            ChildWorkflowOptions options = input.getOptions();
            line(
                    "child",
                    content(
                            "id",
                            input.getWorkflowId(),
                            "type",
                            input.getWorkflowType(),
                            "input",
                            input.getArgs(),
                            "queue",
                            options.getTaskQueue(),
                            "run-timeout",
                            options.getWorkflowRunTimeout(),
                            "execution-timeout",
                            options.getWorkflowExecutionTimeout(),
                            "parent-close",
                            options.getParentClosePolicy(),
                            "reuse",
                            options.getWorkflowIdReusePolicy(),
                            "cancellation",
                            options.getCancellationType(),
                            "retry",
                            retry(options.getRetryOptions()),
                            "memo",
                            options.getMemo(),
                            "attributes",
                            options.getTypedSearchAttributes() == null
                                    ? null
                                    : attributes(options.getTypedSearchAttributes())));
            return super.executeChildWorkflow(input);
        }

        private Map<String, Object> attributes(io.temporal.common.SearchAttributes attributes) {
            Map<String, Object> values = new TreeMap<>();
            attributes.getUntypedValues().forEach((key, value) -> values.put(key.getName(), value));
            return values;
        }

        @Override
        public SignalExternalOutput signalExternalWorkflow(SignalExternalInput input) {
            line(
                    "signal",
                    content(
                            "to",
                            input.getExecution().getWorkflowId(),
                            "name",
                            input.getSignalName(),
                            "input",
                            input.getArgs()));
            return super.signalExternalWorkflow(input);
        }

        @Override
        public CancelWorkflowOutput cancelWorkflow(CancelWorkflowInput input) {
            line("cancel", content("workflow", input.getExecution().getWorkflowId()));
            return super.cancelWorkflow(input);
        }

        @Override
        public void sleep(Duration duration) {
            line("timer", content("after", duration));
            super.sleep(duration);
        }

        @Override
        public Promise<Void> newTimer(Duration duration) {
            line("timer", content("after", duration));
            return super.newTimer(duration);
        }

        @Override
        public Promise<Void> newTimer(Duration duration, TimerOptions options) {
            line("timer", content("after", duration, "summary", options.getSummary()));
            return super.newTimer(duration, options);
        }

        @Override
        public void continueAsNew(ContinueAsNewInput input) {
            ContinueAsNewOptions options = input.getOptions();
            line(
                    "new run",
                    content(
                            "input",
                            input.getArgs(),
                            "memo",
                            options == null ? null : options.getMemo(),
                            "queue",
                            options == null ? null : options.getTaskQueue(),
                            "run-timeout",
                            options == null ? null : options.getWorkflowRunTimeout(),
                            "attributes",
                            options == null || options.getTypedSearchAttributes() == null
                                    ? null
                                    : attributes(options.getTypedSearchAttributes())));
            super.continueAsNew(input);
        }

        @Override
        public void upsertMemo(Map<String, Object> memo) {
            line("memo", memo);
            super.upsertMemo(memo);
        }

        @Override
        public void upsertTypedSearchAttributes(SearchAttributeUpdate<?>... updates) {
            Map<String, Object> values = new TreeMap<>();
            for (SearchAttributeUpdate<?> update : updates) {
                values.put(
                        update.getKey().getName(),
                        update.getValue().map(Object::toString).orElse("(unset)"));
            }
            line("attributes", values);
            super.upsertTypedSearchAttributes(updates);
        }
    }
}
