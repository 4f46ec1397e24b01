package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import java.util.List;
import java.util.function.Function;

/** Which commands there are against a server, by what they are about. */
public final class RemoteCommands {
    private RemoteCommands() {}

    /**
     * The commands about one kind of thing.
     *
     * @param description what is said of them in the help
     */
    public record Group(String name, String description, List<Entry> commands) {
        /** Whether it has a command of this name. */
        public boolean has(String command) {
            return commands.stream().anyMatch(entry -> entry.name().equals(command));
        }
    }

    /** A command's name, and how it is made. */
    public record Entry(String name, Function<Console, Object> command) {}

    /** The groups in the order in which a reader meets them. */
    public static List<Group> groups() {
        return List.of(
                new Group(
                        "tenant",
                        "Customers: asks for them, changes and removes them.",
                        List.of(
                                new Entry("apply", TenantCommands.Apply::new),
                                new Entry("get", TenantCommands.Get::new),
                                new Entry("list", TenantCommands.Lister::new),
                                new Entry("delete", TenantCommands.Delete::new),
                                new Entry("credentials", TenantCommands.Credentials::new),
                                new Entry("history", TenantCommands.History::new))),
                new Group(
                        "operation",
                        "What is being done, or was done, to tenants.",
                        List.of(
                                new Entry("get", OperationCommands.Get::new),
                                new Entry("list", OperationCommands.Lister::new))),
                new Group(
                        "plan",
                        "Limits of tenants.",
                        List.of(
                                new Entry("apply", PlanCommands.Apply::new),
                                new Entry("get", PlanCommands.Get::new),
                                new Entry("list", PlanCommands.Lister::new),
                                new Entry("delete", PlanCommands.Delete::new))),
                new Group(
                        "template",
                        "How tenants are made and removed.",
                        List.of(
                                new Entry("apply", TemplateCommands.Apply::new),
                                new Entry("get", TemplateCommands.Get::new),
                                new Entry("list", TemplateCommands.Lister::new),
                                new Entry("versions", TemplateCommands.Versions::new),
                                new Entry("delete", TemplateCommands.Delete::new))),
                new Group(
                        "workflow",
                        "Definitions that the server can run.",
                        List.of(
                                new Entry("deploy", WorkflowCommands.Deploy::new),
                                new Entry("get", WorkflowCommands.Get::new),
                                new Entry("list", WorkflowCommands.Lister::new),
                                new Entry("versions", WorkflowCommands.Versions::new),
                                new Entry("delete", WorkflowCommands.Delete::new))),
                new Group(
                        "execution",
                        "Runs of workflows on the server.",
                        List.of(
                                new Entry("start", ExecutionCommands.Start::new),
                                new Entry("run", ExecutionCommands.Run::new),
                                new Entry("get", ExecutionCommands.Get::new),
                                new Entry("list", ExecutionCommands.Lister::new),
                                new Entry("watch", ExecutionCommands.Watch::new),
                                new Entry("history", ExecutionCommands.History::new),
                                new Entry("stop", ExecutionCommands.Stop::new),
                                new Entry("pause", ExecutionCommands.Pause::new),
                                new Entry("resume", ExecutionCommands.Resume::new),
                                new Entry("move", MoveCommand::new),
                                new Entry("signal", SignalCommand::new))),
                new Group(
                        "provider",
                        "The engines of the server.",
                        List.of(new Entry("list", ProviderCommands.Lister::new))));
    }
}
