package org.plimsoll.status;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.plimsoll.platform.BuildInfo;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.ruleset.ActiveRuleSets;
import org.plimsoll.ruleset.LoadedVersion;
import org.plimsoll.ruleset.RuleSetFailure;
import org.plimsoll.security.Roles;

/** Says, once the port is open, what runs where and what to try first. */
@Singleton
final class StartBanner {
    private static final Logger LOG = Logger.getLogger("org.plimsoll");

    /** Errors of a rule set that are shown; the rest is a request away, and should not push the banner off the screen. */
    private static final int MOST_SHOWN = 3;

    private final BuildInfo build;
    private final PlimsollConfig config;
    private final ActiveRuleSets ruleSets;

    StartBanner(BuildInfo build, PlimsollConfig config, ActiveRuleSets ruleSets) {
        this.build = build;
        this.config = config;
        this.ruleSets = ruleSets;
    }

    void started(@ObservesAsync HttpServerStart event) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            LOG.info(text(address(event)));
        }
    }

    private static String address(HttpServerStart event) {
        String host = event.options().getHost();
        boolean local = "0.0.0.0".equals(host) || "127.0.0.1".equals(host);
        return "http://" + (local ? "localhost" : host) + ":" + event.options().getPort();
    }

    String text(String address) {
        StringBuilder text = new StringBuilder();
        line(text, "Plimsoll " + build.version() + " is ready at " + address + " (API: " + address + "/q/swagger-ui)");
        line(
                text,
                config.database().embedded()
                        ? "  Data      embedded PostgreSQL in "
                                + config.database().directory().toAbsolutePath() + ", kept between runs"
                        : "  Data      the PostgreSQL of quarkus.datasource.jdbc.url");
        if (config.security().demoUsers()) {
            line(
                    text,
                    "  Login     demo users, each with its name as password: " + String.join(", ", Roles.ALL)
                            + "; officer is author, approver and activator");
        }
        text.append(
                records(config.decisionLog().retention(), config.decisionLog().maskedFields()));
        ruleSets(text);
        if (config.security().demoUsers()) {
            line(text, "  Try       curl -u evaluator:evaluator -H 'Content-Type: application/json' \\");
            line(text, "                 --data-binary @examples/margin-call.json " + address + "/v1/evaluations");
        }
        return text.toString().stripTrailing();
    }

    /** How long decisions are kept and what of them is masked; nothing of what is not set. */
    static String records(Optional<Period> kept, Optional<List<String>> masked) {
        StringBuilder text = new StringBuilder();
        kept.ifPresent(period -> line(text, "  Retention " + period));
        masked.ifPresent(fields -> line(text, "  Masked    " + String.join(", ", fields)));
        return text.toString();
    }

    private void ruleSets(StringBuilder text) {
        List<LoadedVersion> active =
                ruleSets.loaded().stream().filter(LoadedVersion::active).toList();
        if (active.isEmpty()) {
            line(text, "  Rules     none is active" + (ruleSets.started() ? "" : " yet; still compiling"));
        }
        for (LoadedVersion version : active) {
            line(text, "  Rules     " + version.ruleSet() + ", version " + version.version() + ": " + version.title());
        }
        for (RuleSetFailure failure : ruleSets.failures()) {
            text.append(notTaken(failure, active));
        }
    }

    /** What is wrong with a rule set, and which version answers all the same. */
    static String notTaken(RuleSetFailure failure, List<LoadedVersion> active) {
        StringBuilder text = new StringBuilder();
        String inForce = active.stream()
                .filter(version -> version.ruleSet().equals(failure.ruleSet()))
                .map(version -> "; version " + version.version() + " stays in force")
                .findFirst()
                .orElse("");
        line(text, "  NOT TAKEN " + failure.ruleSet() + " (" + failure.source() + "): " + failure.reason() + inForce);
        failure.diagnostics().stream()
                .limit(MOST_SHOWN)
                .forEach(diagnostic -> line(text, "            " + failure.ruleSet() + "/" + diagnostic));
        int more = failure.diagnostics().size() - MOST_SHOWN;
        if (more > 0) {
            line(text, "            … and " + more + " more: GET /v1/status");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
