package io.landlord.machine.program;

/**
 * Names a workflow as its document does, for a {@code run} task that executes it (dsl-reference, "Workflow Process").
 *
 * @param namespace the document's namespace
 * @param name the document's name
 * @param version the document's version, or {@value #LATEST}
 */
public record WorkflowReference(String namespace, String name, String version) {
    /** Stands for the version that was deployed last. */
    public static final String LATEST = "latest";

    /** Whether a document of these names is meant. */
    public boolean names(Program program) {
        return namespace.equals(program.namespace())
                && name.equals(program.name())
                && (version.equals(LATEST) || version.equals(program.version()));
    }

    /** For people and as a key, {@code shop/ship/1.0.0}; none of the three can hold a slash. */
    @Override
    public String toString() {
        return namespace + "/" + name + "/" + version;
    }
}
