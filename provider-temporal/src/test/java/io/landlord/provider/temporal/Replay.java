package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.language.DefinitionCompiler;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.internal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import io.temporal.workflow.DynamicWorkflow;
import java.time.Duration;
import java.util.List;

/** Does again what a history tells of, with the host as it is now, without any server. */
final class Replay {
    private static final Duration DEADLOCK = Duration.ofMinutes(1);

    private static final PayloadCoding CODING = new PayloadCoding(TemporalPayloads.STANDARD, "default");

    private static final HostWorkflow.Notices NOBODY = new HostWorkflow.Notices() {
        @Override
        public void childBegun(Wire.Start start, boolean listens) {}

        @Override
        public void ended(Wire.Identity identity) {}
    };

    private Replay() {}

    /**
     * The transcript of the run.
     *
     * @throws Exception when the host would do something else than what the history tells
     */
    static List<String> of(WorkflowExecutionHistory history, TaskHandlers handlers) throws Exception {
        Transcript transcript = new Transcript();
        Programs programs = new Programs(handlers, DefinitionCompiler::compile);
        try (TestWorkflowEnvironment environment =
                TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                        .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                                .setDataConverter(CODING.converter())
                                .build())
                        .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                                .setWorkerInterceptors(transcript)
                                .build())
                        .build())) {
            Worker worker = environment.newWorker(
                    "replay",
                    // The first definition is compiled by a cold JVM.
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                            .build());
            worker.registerWorkflowImplementationFactory(
                    DynamicWorkflow.class,
                    (EncodedValues input) -> HostWorkflow.of(input, programs, CODING, TemporalWork.standard(), NOBODY),
                    WorkflowImplementationOptions.getDefaultInstance());
            WorkflowReplayer.replayWorkflowExecution(history, worker);
        }
        return transcript.lines();
    }
}
