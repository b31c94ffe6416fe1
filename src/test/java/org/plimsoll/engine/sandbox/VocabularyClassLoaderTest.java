package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Collections;
import org.drools.model.Drools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.policy.Position;

class VocabularyClassLoaderTest {
    private final VocabularyClassLoader loader = new VocabularyClassLoader(RuleCompilation.ours());

    @Test
    void shownClasses_areThoseOfTheServer() throws ClassNotFoundException {
        assertThat(loader.loadClass("org.plimsoll.policy.Position")).isSameAs(Position.class);
        assertThat(loader.loadClass("org.drools.model.Drools")).isSameAs(Drools.class);
        assertThat(loader.loadClass("java.math.BigDecimal")).isSameAs(BigDecimal.class);
    }

    @Test
    void shownClasses_canBeReadByTheCompiler() throws IOException {
        for (String name :
                new String[] {"org/plimsoll/policy/Position", "org/drools/model/Drools", "java/lang/String"}) {
            try (InputStream stream = loader.getResourceAsStream(name + ".class")) {
                assertThat(stream).as(name).isNotNull();
                assertThat(stream.readNBytes(4))
                        .isEqualTo(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE});
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Runtime",
                "java.lang.ProcessBuilder",
                "java.lang.System",
                "java.lang.Thread",
                "java.lang.ThreadGroup",
                "java.lang.ClassLoader",
                "java.lang.Math",
                "java.lang.reflect.Method",
                "java.io.File",
                "java.io.FileOutputStream",
                "java.nio.file.Files",
                "java.net.URL",
                "java.util.HashMap",
                "java.util.ServiceLoader",
                "java.util.concurrent.Executors",
                "javax.script.ScriptEngineManager",
                "org.plimsoll.policy.sub.Type",
                "org.plimsoll.portfolio.Instrument",
                "org.plimsoll.engine.sandbox.Budget",
                "org.plimsoll.engine.sandbox.RuleCalls",
                "org.drools.modelcompiler.consequence.DroolsImpl",
                "org.drools.core.base.accumulators.CollectListAccumulateFunction",
                "org.kie.api.runtime.KieSession",
                "io.quarkus.runtime.Quarkus",
                "org.objectweb.asm.ClassReader"
            })
    void anyOtherClass_doesNotExistForTheCompiler(String name) throws IOException {
        String resource = name.replace('.', '/') + ".class";
        assertThat(VocabularyClassLoader.shows(name)).isFalse();
        assertThat(loader.getResource(resource)).isNull();
        assertThat(loader.getResourceAsStream(resource)).isNull();
        assertThat(Collections.list(loader.getResources(resource))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.lang.Runtime", "java.lang.Thread", "org.plimsoll.engine.sandbox.Budget", "[Ljava.io.File;"
            })
    void anyOtherClass_cannotBeLoaded(String name) {
        assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> Class.forName(name, false, loader)).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> new RuleClassLoader(RuleCompilation.ours(), "rules").loadClass(name))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application.properties", "META-INF/services/org.kie.api.internal.utils.KieService", ""})
    void anyOtherResource_doesNotExist(String name) throws IOException {
        assertThat(loader.getResource(name)).isNull();
        assertThat(Collections.list(loader.getResources(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Runtime.getRuntime().exec(\"true\");",
                "System.exit(1);",
                "new java.io.File(\"x\").delete();",
                "new Thread().start();",
                "java.util.HashMap x = null;",
                "org.plimsoll.engine.sandbox.RuleCalls.tick(-1000000);",
                "org.plimsoll.engine.sandbox.Budget.inserting(null);",
                "$p.instrument.attributes.clear();"
            })
    void rule_thatNamesAHiddenClass_doesNotCompile(String consequence) {
        String rules = "package hostile;\nimport org.plimsoll.policy.*;\ndialect \"mvel\"\n"
                + "rule \"r\" when $p : Position(notional > 0B) then " + consequence + " end";
        try (RuleCompilation compilation = RuleCompilation.sandboxed(rules)) {
            assertThat(compilation.errors()).isNotEmpty();
        }
    }
}
