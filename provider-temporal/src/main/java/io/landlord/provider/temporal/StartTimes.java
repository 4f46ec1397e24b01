package io.landlord.provider.temporal;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When executions began, by the server's clock, where the answer to a start tells: it does when the first task comes along, and
 * the SDK gives that to the worker alone. So nobody needs to ask again.
 */
final class StartTimes implements ClientInterceptor {
    private final Map<String, Instant> times = new ConcurrentHashMap<>();

    /** When this run began; {@code null} when the answer did not tell. To be asked once for each run that was started. */
    @Nullable
    Instant take(String runId) {
        return times.remove(runId);
    }

    @Override
    public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
        ClientCall<A, B> call = next.newCall(method, options);
        return !"StartWorkflowExecution".equals(method.getBareMethodName())
                ? call
                : new SimpleForwardingClientCall<>(call) {
                    @Override
                    public void start(Listener<B> listener, Metadata headers) {
                        super.start(
                                new SimpleForwardingClientCallListener<>(listener) {
                                    @Override
                                    public void onMessage(B answer) {
                                        note(answer);
                                        super.onMessage(answer);
                                    }
                                },
                                headers);
                    }
                };
    }

    private void note(@Nullable Object answer) {
        if (answer instanceof StartWorkflowExecutionResponse started
                && started.getEagerWorkflowTask().getHistory().getEventsCount() > 0) {
            times.put(
                    started.getRunId(),
                    Run.instant(started.getEagerWorkflowTask()
                            .getHistory()
                            .getEvents(0)
                            .getEventTime()));
        }
    }
}
