package io.landlord.handlers;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.handlers.fail.FailHandler;
import io.landlord.handlers.http.HttpHandler;
import io.landlord.handlers.log.LogHandler;
import io.landlord.handlers.node.ShippedNodes;
import io.landlord.handlers.transform.TransformHandler;
import io.landlord.handlers.yaml.YamlHandler;
import java.time.Clock;

/** The handlers that every Landlord has: {@code http}, {@code log}, {@code transform}, {@code yaml} and {@code fail}; and the nodes for graphs. */
public final class ShippedHandlers {
    private ShippedHandlers() {}

    /**
     * Registers all of them. The handlers have no defaults of their own: each call is tried once unless the workflow says
     * otherwise.
     *
     * @return the registry that was given
     */
    public static TaskHandlers register(TaskHandlers handlers) {
        return ShippedNodes.register(handlers)
                .register(new HttpHandler())
                .register(new LogHandler())
                .register(new TransformHandler(Clock.systemUTC()))
                .register(new YamlHandler())
                .register(new FailHandler());
    }
}
