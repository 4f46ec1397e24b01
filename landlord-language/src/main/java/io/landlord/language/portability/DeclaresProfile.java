package io.landlord.language.portability;

/** A provider whose engine has limits beside the capabilities that it lacks. What they rule out is refused at deployment. */
public interface DeclaresProfile {

    /** What the engine can run. */
    EngineProfile profile();
}
