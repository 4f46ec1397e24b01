package io.landlord.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;

/** The arrows between the modules, and what the pure ones must not touch. */
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
            .layer("handlers")
            .definedBy("io.landlord.handlers..")
            .layer("mock")
            .definedBy("io.landlord.provider.mock..")
            .layer("temporal")
            .definedBy("io.landlord.provider.temporal..")
            .layer("postgres")
            .definedBy("io.landlord.provisioner.postgres")
            .layer("embedded")
            .definedBy("io.landlord.provisioner.postgres.embedded..")
            .layer("cli")
            .definedBy("io.landlord.cli..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("jq")
            .mayNotAccessAnyLayer()
            .whereLayer("machine")
            .mayOnlyAccessLayers("api", "jq")
            .whereLayer("language")
            .mayOnlyAccessLayers("api", "jq", "machine")
            .whereLayer("core")
            .mayOnlyAccessLayers("api", "jq", "machine", "language")
            .whereLayer("handlers")
            .mayOnlyAccessLayers("api", "jq")
            .whereLayer("mock")
            .mayOnlyAccessLayers("api", "jq", "machine", "language")
            .whereLayer("temporal")
            .mayOnlyAccessLayers("api", "jq", "machine", "language")
            .whereLayer("postgres")
            .mayOnlyAccessLayers("api", "jq")
            .whereLayer("embedded")
            .mayNotAccessAnyLayer()
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule machine_and_jq_do_no_input_or_output = noClasses()
            .that(resideInAnyPackage("io.landlord.machine..", "io.landlord.jq.."))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
                            .or(nameMatching("java\\.io\\.(File.*|RandomAccessFile|PrintStream|Console)")));

    @ArchTest
    static final ArchRule machine_and_jq_start_no_threads = noClasses()
            .that(resideInAnyPackage("io.landlord.machine..", "io.landlord.jq.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.concurrent").or(assignableTo(Thread.class)));

    @ArchTest
    static final ArchRule machine_and_jq_make_no_random_choice = noClasses()
            .that(resideInAnyPackage("io.landlord.machine..", "io.landlord.jq.."))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule machine_and_jq_read_no_clock_and_no_environment = noClasses()
            .that(resideInAnyPackage("io.landlord.machine..", "io.landlord.jq.."))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class);
}
