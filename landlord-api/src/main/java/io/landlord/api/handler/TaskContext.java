package io.landlord.api.handler;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a handler knows of the call it serves. All methods may be called from any thread while the call runs. */
public interface TaskContext {

    /** The tenant the execution works for, when its tags name one. */
    @Nullable
    String tenant();

    /** The execution's id. */
    String executionId();

    /** The name the execution was started with, unique within its workflow. */
    String executionName();

    /** The path of the task's activation: a task that runs twice has two. */
    String path();

    /** The JSON Pointer of the task in its definition. */
    String pointer();

    /** The number of this attempt at the call, from 1. */
    int attempt();

    /**
     * The key under which the outside world may recognise a call that it has seen before: execution and path, without the
     * attempt. Every attempt and every redelivery of one call has the same key; two activations have two.
     */
    String idempotencyKey();

    /**
     * The key of this one attempt: only its redeliveries share it. It differs between attempts at the call and between
     * reruns of a {@code try} around it.
     */
    String attemptKey();

    /** The id that joins this call to the request that caused it, in logs and in what is sent on. */
    String correlationId();

    /** Tells the engine that the handler is alive, and how far it has come. */
    void heartbeat(JsonNode progress);

    /**
     * Whether the result is no longer wanted: the call was cancelled, has timed out, or the process shuts down. A handler
     * that takes long asks this, or heeds interruption, and ends early; what it returns then is ignored.
     */
    boolean isCancelled();
}
