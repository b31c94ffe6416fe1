package org.plimsoll.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.kie.api.KieServices;
import org.plimsoll.engine.sandbox.RuleCompilerServices;

/** Dependency direction: features, engine, decision, risk, policy, statistics, portfolio; and what only some may know. */
@AnalyzeClasses(packages = "org.plimsoll", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE_LIBRARIES = {"java..", "org.jspecify..", ""};

    @ArchTest
    static final ArchRule portfolio_imports_nothingOfOurs =
            pure("org.plimsoll.portfolio..", "org.plimsoll.portfolio..");

    @ArchTest
    static final ArchRule merkle_imports_nothingOfOurs = pure("org.plimsoll.merkle..", "org.plimsoll.merkle..");

    @ArchTest
    static final ArchRule statistics_imports_portfolioAndDistributions = pure(
            "org.plimsoll.statistics..",
            "org.plimsoll.statistics..",
            "org.plimsoll.portfolio..",
            "org.apache.commons.math3.distribution..");

    @ArchTest
    static final ArchRule policy_imports_statisticsAndPortfolio = pure(
            "org.plimsoll.policy..", "org.plimsoll.policy..", "org.plimsoll.statistics..", "org.plimsoll.portfolio..");

    @ArchTest
    static final ArchRule risk_imports_policyStatisticsAndPortfolio = pure(
            "org.plimsoll.risk..",
            "org.plimsoll.risk..",
            "org.plimsoll.policy..",
            "org.plimsoll.statistics..",
            "org.plimsoll.portfolio..",
            "com.opengamma.strata.pricer.impl.option..");

    @ArchTest
    static final ArchRule floatingPoint_staysInItsOwnClasses = noClasses()
            .that()
            .resideOutsideOfPackages("org.plimsoll.risk..", "org.plimsoll.statistics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.opengamma..", "org.apache.commons.math3..");

    @ArchTest
    static final ArchRule decision_imports_riskPolicyAndPortfolio = pure(
            "org.plimsoll.decision..",
            "org.plimsoll.decision..",
            "org.plimsoll.risk..",
            "org.plimsoll.policy..",
            "org.plimsoll.portfolio..");

    @ArchTest
    static final ArchRule engine_imports_noFeature = noClasses()
            .that()
            .resideInAPackage("org.plimsoll.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.plimsoll.wire..",
                    "org.plimsoll.cases..",
                    "org.plimsoll.compare..",
                    "org.plimsoll.ruleset..",
                    "org.plimsoll.evaluation..",
                    "org.plimsoll.decisionlog..",
                    "org.plimsoll.security..",
                    "org.plimsoll.platform..",
                    "io.quarkus..",
                    "jakarta..");

    @ArchTest
    static final ArchRule drools_isKnownToTheEngineOnly = noClasses()
            .that()
            .resideOutsideOfPackage("org.plimsoll.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.drools..", "org.kie..", "org.objectweb.asm..");

    @ArchTest
    static final ArchRule quarkus_isUnknownToWireAndCases = noClasses()
            .that()
            .resideInAnyPackage("org.plimsoll.wire..", "org.plimsoll.cases..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule compareAndCli_knowNoServer = classes()
            .that()
            .resideInAnyPackage("org.plimsoll.compare..", "org.plimsoll.cli..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.plimsoll.compare..",
                    "org.plimsoll.cli..",
                    "org.plimsoll.engine..",
                    "org.plimsoll.cases..",
                    "org.plimsoll.replay.core",
                    "org.plimsoll.wire..",
                    "org.plimsoll.decision..",
                    "org.plimsoll.policy..",
                    "org.plimsoll.portfolio..",
                    "com.fasterxml.jackson..",
                    "picocli..",
                    "java..",
                    "javax.xml.stream..",
                    "org.jspecify..",
                    "");

    @ArchTest
    static final ArchRule replayCore_knowsNoServer = classes()
            .that()
            .resideInAPackage("org.plimsoll.replay.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.plimsoll.replay.core..",
                    "org.plimsoll.engine..",
                    "org.plimsoll.wire..",
                    "org.plimsoll.decision..",
                    "org.plimsoll.risk..",
                    "org.plimsoll.portfolio..",
                    "com.fasterxml.jackson..",
                    "java..",
                    "org.jspecify..",
                    "");

    /** A decision is the same in any year, zone and language: nothing on its way asks for them. */
    @ArchTest
    static final ArchRule decisions_readNoClock_andNoSurroundings = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.plimsoll.portfolio..",
                    "org.plimsoll.statistics..",
                    "org.plimsoll.policy..",
                    "org.plimsoll.risk..",
                    "org.plimsoll.decision..",
                    "org.plimsoll.wire..",
                    "org.plimsoll.engine.execution..",
                    "org.plimsoll.engine.sandbox..",
                    "org.plimsoll.replay.core..")
            .should()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Date.class, Calendar.class, TimeZone.class, Random.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callMethod(Charset.class, "defaultCharset")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule cli_isKnownToNobody = noClasses()
            .that()
            .resideOutsideOfPackage("org.plimsoll.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.plimsoll.cli..", "picocli..");

    @ArchTest
    static final ArchRule entitiesAndRepositories_arePackagePrivate = classes()
            .that()
            .haveSimpleNameEndingWith("Entity")
            .or()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule drools_isHadFromOnePlace = noClasses()
            .that()
            .doNotBelongToAnyOf(RuleCompilerServices.class)
            .should()
            .callMethod(KieServices.class, "get");

    @ArchTest
    static final ArchRule names_sayWhatAClassIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("DTO");

    @ArchTest
    static final ArchRule packages_areFreeOfCycles =
            slices().matching("org.plimsoll.(*)..").should().beFreeOfCycles();

    private static ArchRule pure(String subject, String... ours) {
        String[] allowed = new String[PURE_LIBRARIES.length + ours.length];
        System.arraycopy(PURE_LIBRARIES, 0, allowed, 0, PURE_LIBRARIES.length);
        System.arraycopy(ours, 0, allowed, PURE_LIBRARIES.length, ours.length);
        return classes()
                .that()
                .resideInAPackage(subject)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
