package io.landlord.core.handler;

import io.landlord.api.handler.CallInterceptor;
import io.landlord.api.handler.TaskContext;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/** Puts what a task handler works for into the log's context, so that its lines can be found. */
public final class HandlerContext implements CallInterceptor {
    /** The key of the id that joins a request, its log lines and the calls it leads to. */
    public static final String CORRELATION = "correlation";

    @Override
    public JsonNode around(String handler, TaskContext context, Call call) throws InterruptedException {
        String tenant = context.tenant();
        try (MDC.MDCCloseable correlation = MDC.putCloseable(CORRELATION, context.correlationId());
                MDC.MDCCloseable execution = MDC.putCloseable("execution", context.executionId());
                MDC.MDCCloseable task = MDC.putCloseable("task", context.pointer());
                MDC.MDCCloseable name = MDC.putCloseable("handler", handler)) {
            if (tenant != null) {
                MDC.put("tenant", tenant);
            }
            return call.proceed();
        } finally {
            MDC.remove("tenant");
        }
    }
}
