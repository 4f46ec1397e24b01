package io.landlord.server.execution;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The states of an execution, in the API's description. */
@Retention(RetentionPolicy.RUNTIME)
@Schema(allowableValues = {"pending", "running", "paused", "succeeded", "failed", "timed_out", "cancelled"})
@interface ExecutionStateSchema {}
