package io.landlord.provider.temporal;

import com.uber.m3.tally.RootScopeBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.failure.TemporalFailure;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to Temporal: a channel, a namespace that is there, and the search attributes in it. */
final class Connection implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final com.uber.m3.util.Duration MEASURE_EVERY = com.uber.m3.util.Duration.ofSeconds(5);

    /** Temporal's services read namespaces and attributes anew every few seconds. */
    private static final Duration TO_BE_KNOWN = Duration.ofSeconds(30);

    private final TemporalSettings settings;
    private final WorkflowServiceStubs service;
    private final StartTimes startTimes;
    private final WorkflowClient client;
    private final Set<Map.Entry<String, IndexedValueType>> ensured = ConcurrentHashMap.newKeySet();
    private final PayloadCoding coding;
    private final DataConverter converter;

    private Connection(TemporalSettings settings, WorkflowServiceStubs service, StartTimes startTimes) {
        this.settings = settings;
        this.service = service;
        this.startTimes = startTimes;
        this.coding = new PayloadCoding(settings.payloads(), settings.namespace());
        this.converter = coding.converter();
        this.client = WorkflowClient.newInstance(
                service,
                named(settings.work().process(), WorkflowClientOptions.newBuilder())
                        .setNamespace(settings.namespace())
                        .setDataConverter(converter)
                        .build());
    }

    private static WorkflowClientOptions.Builder named(TemporalProcess process, WorkflowClientOptions.Builder options) {
        String identity = process.identity();
        return identity == null ? options : options.setIdentity(identity);
    }

    static Connection open(TemporalSettings settings) {
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .setRpcQueryTimeout(settings.frontend().patience());
        secure(options, settings.frontend().tls());
        MeterRegistry meters = settings.work().process().meters();
        if (meters != null) {
            options.setMetricsScope(new RootScopeBuilder()
                    .reporter(new MicrometerClientStatsReporter(meters))
                    .reportEvery(MEASURE_EVERY));
        }
        Supplier<String> key = settings.frontend().apiKey();
        if (key != null) {
            options.addApiKey(key::get);
        }
        StartTimes startTimes = new StartTimes();
        options.addGrpcClientInterceptor(startTimes);
        WorkflowServiceStubs service = null;
        try {
            service = WorkflowServiceStubs.newConnectedServiceStubs(options.build(), TO_CONNECT);
            Connection connection = new Connection(settings, service, startTimes);
            connection.ensureNamespace();
            connection.ensureAttributes(Attributes.TYPES);
            return connection;
        } catch (RuntimeException failure) {
            if (service != null) {
                service.shutdownNow();
            }
            throw failure instanceof LandlordException told
                    ? told
                    : unavailable(
                            "cannot use Temporal at " + settings.address() + ": " + failure.getMessage(), failure);
        }
    }

    private static void secure(WorkflowServiceStubsOptions.Builder options, @Nullable TemporalTls tls) {
        // An API key alone would turn TLS on: whoever sets one without TLS means it, for a proxy on this machine.
        options.setEnableHttps(tls != null);
        if (tls == null) {
            return;
        }
        options.setSslContext(tls.context());
        String name = tls.serverName();
        if (name != null) {
            options.setChannelInitializer(channel -> {
                var ignored = channel.overrideAuthority(name);
            });
        }
    }

    WorkflowServiceStubs service() {
        return service;
    }

    WorkflowClient client() {
        return client;
    }

    StartTimes startTimes() {
        return startTimes;
    }

    PayloadCoding coding() {
        return coding;
    }

    DataConverter converter() {
        return converter;
    }

    /** What a failure in a history says. */
    String message(Failure failure) {
        try {
            return converter.failureToException(failure) instanceof TemporalFailure told
                    ? String.valueOf(told.getOriginalMessage())
                    : failure.getMessage();
        } catch (RuntimeException wrong) {
            Unreadable unreadable = Unreadable.in(wrong);
            if (unreadable == null) {
                throw wrong;
            }
            return "(" + unreadable.getMessage() + ")";
        }
    }

    private void ensureNamespace() {
        if (isThere()) {
            return;
        }
        Duration retention = settings.frontend().retention();
        if (retention == null) {
            throw unavailable(
                    "Temporal at " + settings.address() + " has no namespace '" + settings.namespace()
                            + "'; create it, or set a retention to have it created",
                    null);
        }
        try {
            var ignored = service.blockingStub()
                    .registerNamespace(RegisterNamespaceRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .setWorkflowExecutionRetentionPeriod(
                                    com.google.protobuf.Duration.newBuilder().setSeconds(retention.toSeconds()))
                            .build());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw failure;
            }
        }
        await("namespace '" + settings.namespace() + "'", this::isThere);
    }

    private boolean isThere() {
        try {
            var ignored = service.blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .build());
            return true;
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * Adds what is missing of these search attributes, and waits until they are known.
     *
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} for one that is there with another type;
     *     {@link ErrorCode#PROVIDER_UNAVAILABLE} when one cannot be added
     */
    void ensureAttributes(Map<String, IndexedValueType> wanted) {
        if (!ensured.containsAll(wanted.entrySet())) {
            try {
                addAttributes(wanted);
            } catch (StatusRuntimeException failure) {
                throw unavailable(settings, failure);
            }
            ensured.addAll(wanted.entrySet());
        }
    }

    /** Does something that Temporal refuses when it does not know our search attributes; adds them first where it does. */
    <T> T withAttributes(Supplier<T> request) {
        try {
            return request.get();
        } catch (WorkflowServiceException refused) {
            if (!isUnknownAttribute(refused)) {
                throw refused;
            }
            ensured.clear();
            ensureAttributes(Attributes.TYPES);
        }
        long end = System.nanoTime() + TO_BE_KNOWN.toNanos();
        while (true) {
            try {
                return request.get();
            } catch (WorkflowServiceException refused) {
                if (!isUnknownAttribute(refused) || System.nanoTime() - end > 0) {
                    throw refused;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private static boolean isUnknownAttribute(WorkflowServiceException refused) {
        return refused.getCause() instanceof StatusRuntimeException told
                && told.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
                && String.valueOf(told.getStatus().getDescription()).contains("search attribute");
    }

    private void addAttributes(Map<String, IndexedValueType> wanted) {
        OperatorServiceStubsOptions.Builder options =
                OperatorServiceStubsOptions.newBuilder().setChannel(service.getRawChannel());
        Supplier<String> key = settings.frontend().apiKey();
        if (key != null) {
            options.addApiKey(key::get);
        }
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(options.validateAndBuildWithDefaults());
        Map<String, IndexedValueType> missing = missing(operator, wanted);
        if (missing.isEmpty()) {
            return;
        }
        try {
            var ignored = operator.blockingStub()
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .putAllSearchAttributes(missing)
                            .build());
        } catch (StatusRuntimeException failure) {
            // Somebody else may have been quicker.
            if (!missing(operator, wanted).isEmpty()) {
                throw unavailable(
                        "the search attributes " + missing.keySet() + " are missing in namespace '"
                                + settings.namespace() + "' and cannot be added: " + failure.getMessage()
                                + "; add them with: temporal operator search-attribute create",
                        failure);
            }
        }
        await(
                "search attributes " + missing.keySet(),
                () -> missing(operator, wanted).isEmpty());
    }

    private Map<String, IndexedValueType> missing(OperatorServiceStubs operator, Map<String, IndexedValueType> wanted) {
        Map<String, IndexedValueType> there;
        try {
            there = operator.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .build())
                    .getCustomAttributesMap();
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                // The test server of Temporal's SDK has them or not, but cannot tell.
                return Map.of();
            }
            throw failure;
        }
        Map<String, IndexedValueType> missing = new HashMap<>(wanted);
        missing.keySet().removeAll(there.keySet());
        wanted.forEach((name, type) -> {
            if (there.getOrDefault(name, type) != type) {
                throw new LandlordException(
                        ErrorCode.INVALID_SPEC,
                        "the search attribute '" + name + "' is of the type " + there.get(name) + " in namespace '"
                                + settings.namespace() + "', not " + type + "; rename it");
            }
        });
        return missing;
    }

    private void await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + TO_BE_KNOWN.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw unavailable("Temporal at " + settings.address() + " does not know its new " + what, null);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    static LandlordException unavailable(String message, @Nullable Throwable cause) {
        return new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, message, cause);
    }

    static LandlordException unavailable(TemporalSettings settings, StatusRuntimeException failure) {
        return unavailable(
                "Temporal at " + settings.address() + " does not answer: "
                        + failure.getStatus().getCode() + " "
                        + failure.getStatus().getDescription(),
                failure);
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
