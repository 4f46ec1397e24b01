package io.landlord.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.handler.TaskHandlers;
import org.junit.jupiter.api.Test;

class NodeModuleTest {

    /** What a module of somebody else's would have. */
    public static final class Bring implements NodeModule {
        @Override
        public void register(TaskHandlers handlers) {
            handlers.register(GraphNode.of("brought", NodePhase.none(), (call, context) -> call.result()));
        }
    }

    @Test
    void a_module_on_the_class_path_brings_its_nodes() {
        TaskHandlers handlers = NodeModule.load(new TaskHandlers(), NodeModuleTest.class.getClassLoader());

        assertThat(handlers.nodes().view()).containsOnlyKeys("brought");
        assertThat(handlers.names()).containsExactly("brought");
    }
}
