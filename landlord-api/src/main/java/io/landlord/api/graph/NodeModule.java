package io.landlord.api.graph;

import io.landlord.api.handler.TaskHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Brings nodes, and handlers beside them, from a module of its own: name the class in {@code
 * META-INF/services/io.landlord.api.graph.NodeModule} and put the jar on the class path of server, worker or command line.
 */
public interface NodeModule {

    /** Registers what the module has. Called once for each registry, before anything is compiled. */
    void register(TaskHandlers handlers);

    /**
     * Has every module on this class path register, in the order of their class names.
     *
     * @return the registry that was given
     * @throws java.util.ServiceConfigurationError for a module that cannot be made
     */
    static TaskHandlers load(TaskHandlers handlers, ClassLoader classes) {
        List<NodeModule> modules = ServiceLoader.load(NodeModule.class, classes).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(module -> module.getClass().getName()))
                .toList();
        modules.forEach(module -> module.register(handlers));
        return handlers;
    }
}
