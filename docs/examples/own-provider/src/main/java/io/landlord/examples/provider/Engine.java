package io.landlord.examples.provider;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ExecutionListener;
import java.time.Clock;

/** What an execution needs of its host. */
record Engine(TaskHandlers handlers, Clock clock, Loop loop, JournalFile file, ExecutionListener listener) {}
