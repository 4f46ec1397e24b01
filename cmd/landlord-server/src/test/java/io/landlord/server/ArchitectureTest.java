package io.landlord.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules that the command line does not have: the control plane and the engines of the server. */
@AnalyzeClasses(packages = "io.landlord", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule modules_use_only_what_the_design_allows = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("io.landlord.api..")
            .layer("jq")
            .definedBy("io.landlord.jq..")
            .layer("machine")
            .definedBy("io.landlord.machine..")
            .layer("language")
            .definedBy("io.landlord.language..")
            .layer("core")
            .definedBy("io.landlord.core..")
            .layer("mock")
            .definedBy("io.landlord.provider.mock..")
            .layer("temporal")
            .definedBy("io.landlord.provider.temporal..")
            .layer("control")
            .definedBy("io.landlord.control..")
            .layer("server")
            .definedBy("io.landlord.server..")
            .whereLayer("core")
            .mayOnlyAccessLayers("api", "jq", "machine", "language")
            .whereLayer("mock")
            .mayOnlyAccessLayers("api", "jq", "machine", "language")
            .whereLayer("temporal")
            .mayOnlyAccessLayers("api", "jq", "machine", "language")
            .whereLayer("control")
            .mayOnlyAccessLayers("api", "jq", "language", "core")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer();

    /** Its SDK brings a Jackson and a gRPC of its own, which nobody else should come to need. */
    @ArchTest
    static final ArchRule only_its_provider_uses_temporal = noClasses()
            .that()
            .resideOutsideOfPackage("io.landlord.provider.temporal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.temporal..", "io.grpc..", "com.google.protobuf..");
}
