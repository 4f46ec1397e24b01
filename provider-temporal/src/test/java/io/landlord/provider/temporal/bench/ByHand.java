package io.landlord.provider.temporal.bench;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The workflows as somebody who knows Temporal's Java SDK writes them: typed, nothing generic, nothing that is not needed. */
final class ByHand {
    private ByHand() {}

    /** The activity of all: it gives its argument back. */
    @ActivityInterface
    public interface Work {
        @ActivityMethod(name = "work")
        Map<String, Object> work(Map<String, Object> argument);
    }

    public static final class Echo implements Work {
        @Override
        public Map<String, Object> work(Map<String, Object> argument) {
            return argument;
        }
    }

    @WorkflowInterface
    public interface Calls {
        @WorkflowMethod(name = "calls")
        Map<String, Object> run(int count);
    }

    @WorkflowInterface
    public interface Fork {
        @WorkflowMethod(name = "fork")
        List<Map<String, Object>> run(int branches);
    }

    static Work activity() {
        return Workflow.newActivityStub(
                Work.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .build());
    }

    /** One call after the other: tasks in a row, and a loop. */
    public static final class CallsWorkflow implements Calls {
        private final Work work = activity();

        @Override
        public Map<String, Object> run(int count) {
            Map<String, Object> last = Map.of();
            for (int n = 0; n < count; n++) {
                last = work.work(Map.of("n", n));
            }
            return last;
        }
    }

    /** All calls at once. */
    public static final class ForkWorkflow implements Fork {
        private final Work work = activity();

        @Override
        public List<Map<String, Object>> run(int branches) {
            List<Promise<Map<String, Object>>> results = new ArrayList<>();
            for (int n = 0; n < branches; n++) {
                results.add(Async.function(work::work, Map.<String, Object>of("n", n)));
            }
            return results.stream().map(Promise::get).toList();
        }
    }
}
