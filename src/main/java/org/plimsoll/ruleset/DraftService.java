package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.lifecycle.State;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.security.Caller;

/** Begins drafts and changes their files. */
@ApplicationScoped
@Transactional
public class DraftService {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 64;
    private static final int MOST_RULE_SETS = 1_000;
    private static final int MOST_DRAFTS = 200;

    private final RuleSetRepository repository;
    private final ContentRepository contents;
    private final Standing standing;
    private final TeamService teams;
    private final Bases bases;
    private final AuditLog audit;

    DraftService(
            RuleSetRepository repository,
            ContentRepository contents,
            Standing standing,
            TeamService teams,
            Bases bases,
            AuditLog audit) {
        this.repository = repository;
        this.contents = contents;
        this.standing = standing;
        this.teams = teams;
        this.bases = bases;
        this.audit = audit;
    }

    /**
     * What a draft is to be made of.
     *
     * @param source where the files come from
     * @param base version it is begun from; null when from none
     * @param provenance what outside the server it is made of; null when of nothing that has a name
     * @param comment what its author says of it
     * @param coAuthors others who wrote some of it
     */
    public record Origin(
            String source,
            @Nullable Integer base,
            @Nullable String provenance,
            String comment,
            List<String> coAuthors) {}

    /**
     * A draft that was asked for.
     *
     * @param version the draft, or a version that has these files already
     * @param isNew whether it was made now
     */
    public record Begun(RuleSetVersion version, boolean isNew) {}

    /** Begins a draft with files, unless a version that is not done with has exactly these. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Begun begin(RuleSetFiles files, Origin origin, Caller caller) {
        return audit.attemptInTransaction(creation(files.name(), origin.comment(), caller), () -> {
            teams.mustAdmit(files.name(), caller);
            return keep(files, origin, caller);
        });
    }

    private static AuditEntry creation(String ruleSet, String comment, Caller caller) {
        return AuditEntry.of(caller, "CREATE", ruleSet, null).because(comment);
    }

    /** As {@link #begin}, for what the server's own configuration has it do. */
    public Begun keep(RuleSetFiles sent, Origin origin, Caller caller) {
        String ruleSet = sent.name();
        requireName(ruleSet);
        // Before what follows reads every file of them, and again with what is added.
        requireAdmissible(sent);
        RuleSetFiles files = bases.completed(sent, new RuleSetFiles(ruleSet, new TreeMap<>()), caller);
        requireAdmissible(files);
        requireApprovedBase(files);
        if (!repository.exists(ruleSet) && repository.ruleSetCount() >= MOST_RULE_SETS) {
            throw RuleSetConflict.tooMany("rule sets", MOST_RULE_SETS);
        }
        repository.lock(ruleSet);
        RuleSetVersion same = known(files, origin);
        if (same != null) {
            return new Begun(same, false);
        }
        if (repository.count(ruleSet, Stage.DRAFT) >= MOST_DRAFTS) {
            throw RuleSetConflict.tooMany("drafts of the rule set", MOST_DRAFTS);
        }
        RuleSetVersion draft = repository.add(new RuleSetRepository.NewVersion(
                files,
                Stage.DRAFT,
                origin.source(),
                origin.base(),
                origin.provenance(),
                origin.comment(),
                caller.name()));
        origin.coAuthors().forEach(author -> contents.addRevision(draft, author, origin.comment()));
        audit.done(AuditEntry.of(caller, "CREATE", ruleSet, draft.number())
                .content(draft.contentHash())
                .states(null, State.DRAFT.name())
                .because(origin.comment())
                .detail(LifeQueries.told(origin.base(), origin.source())));
        return new Begun(draft, true);
    }

    /** What has a name outside is known by it; what has neither name nor base, by its content. */
    private @Nullable RuleSetVersion known(RuleSetFiles files, Origin origin) {
        String provenance = origin.provenance();
        if (provenance != null) {
            return repository.versionFrom(files.name(), provenance).orElse(null);
        }
        return origin.base() == null ? sameContent(files) : null;
    }

    /** Number of the version that was made of something outside, such as a commit; null when there is none. */
    public @Nullable Integer numberOf(String ruleSet, String provenance) {
        return repository
                .versionFrom(ruleSet, provenance)
                .map(RuleSetVersion::number)
                .orElse(null);
    }

    private @Nullable RuleSetVersion sameContent(RuleSetFiles files) {
        return repository.versionsWithHash(files.name(), files.contentHash()).stream()
                .filter(version -> version.stage() != Stage.REJECTED && version.stage() != Stage.RETIRED)
                .findFirst()
                .orElse(null);
    }

    /** Begins a draft with the files of a version, changed or not. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Begun beginFrom(String ruleSet, int base, UnaryOperator<RuleSetFiles> change, String comment, Caller caller) {
        return audit.attemptInTransaction(creation(ruleSet, comment, caller), () -> {
            teams.mustAdmit(ruleSet, caller);
            RuleSetVersion from = version(ruleSet, base);
            RuleSetFiles before = contents.files(ruleSet, from.contentHash());
            RuleSetFiles files = bases.completed(change.apply(before), before, caller);
            return keep(files, new Origin("version " + base, base, null, comment, List.of()), caller);
        });
    }

    /**
     * Changes the files of a draft.
     *
     * @param ifMatch the content the caller has seen
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    RuleSetVersion edit(
            String ruleSet,
            int number,
            @Nullable String ifMatch,
            UnaryOperator<RuleSetFiles> change,
            String comment,
            Caller caller) {
        AuditEntry attempt =
                AuditEntry.of(caller, Step.EDIT.name(), ruleSet, number).because(comment);
        return audit.attemptInTransaction(attempt, () -> {
            teams.mustAdmit(ruleSet, caller);
            repository.lockKnown(ruleSet);
            RuleSetVersion before = version(ruleSet, number);
            State state = standing.allowing(Step.EDIT, before);
            ContentMatch.require(before, ifMatch);
            RuleSetFiles present = contents.files(ruleSet, before.contentHash());
            RuleSetFiles changed = change.apply(present);
            requireAdmissible(changed);
            RuleSetFiles files = bases.completed(changed, present, caller);
            requireAdmissible(files);
            requireApprovedBase(files);
            if (files.contentHash().equals(before.contentHash())) {
                return before;
            }
            RuleSetVersion after = repository.edit(before, files, caller.name(), comment);
            audit.done(attempt.content(after.contentHash()).states(state.name(), State.DRAFT.name()));
            return after;
        });
    }

    private RuleSetVersion version(String ruleSet, int number) {
        return repository.version(ruleSet, number).orElseThrow(() -> RuleSetNotFound.version(ruleSet, number));
    }

    private static void requireName(String ruleSet) {
        if (ruleSet.length() > LONGEST_NAME || !NAME.matcher(ruleSet).matches()) {
            throw RuleSetUnprocessable.name(ruleSet);
        }
    }

    private void requireApprovedBase(RuleSetFiles files) {
        bases.unapproved(files).ifPresent(found -> {
            throw RuleSetUnprocessable.files(List.of(found));
        });
    }

    private static void requireAdmissible(RuleSetFiles files) {
        List<Diagnostic> diagnostics = files.inadmissible();
        if (!diagnostics.isEmpty()) {
            throw RuleSetUnprocessable.files(diagnostics);
        }
    }
}
