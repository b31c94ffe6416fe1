package org.plimsoll.retention;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.decisionlog.DecisionExpired;
import org.plimsoll.ruleset.Reasons;
import org.plimsoll.security.Caller;

/** Places and releases legal holds. */
@ApplicationScoped
@Transactional
public class HoldService {
    static final int MOST_OPEN = 100;

    private final HoldRepository repository;
    private final AuditLog audit;

    HoldService(HoldRepository repository, AuditLog audit) {
        this.repository = repository;
        this.audit = audit;
    }

    /** Holds after one of them, in the order of placing. */
    List<LegalHold> list(@Nullable UUID after, int limit) {
        return repository.list(after, limit);
    }

    /** Months whose decisions have expired. */
    List<YearMonth> expiredMonths() {
        return audit.namesOnce(DecisionExpired.NAME).stream()
                .map(name -> YearMonth.parse(name.substring(DecisionExpired.NAME.length())))
                .toList();
    }

    /**
     * Places a hold. It waits for a month that is just being dropped.
     *
     * @param from when the period begins, by the time decisions were made
     * @param to when it ends, not part of it; null when it has no end
     * @throws HoldPeriodRefused when the period cannot be held
     * @throws HoldConflict {@code TOO_MANY}
     * @throws org.plimsoll.ruleset.RuleSetUnprocessable {@code REASON_REQUIRED}, {@code REASON_TOO_LONG}, {@code
     *     REASON_CHARACTERS}
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    LegalHold place(@Nullable Instant from, @Nullable Instant to, @Nullable String reason, Caller caller) {
        AuditEntry attempt = AuditEntry.of(caller, "PLACE_HOLD", null).because(reason);
        return audit.attemptInTransaction(attempt, () -> placeNow(from, to, reason, caller));
    }

    private LegalHold placeNow(@Nullable Instant from, @Nullable Instant to, @Nullable String reason, Caller caller) {
        HeldPeriod period = HeldPeriod.of(UuidCreator.getTimeOrderedEpoch(), from, to);
        String why = Reasons.required("reason", reason);
        repository.lock();
        if (repository.open() >= MOST_OPEN) {
            throw HoldConflict.tooMany(MOST_OPEN);
        }
        repository.place(period, why, caller.name());
        audit.done(AuditEntry.of(caller, "PLACE_HOLD", period)
                .because(why)
                .detail("hold " + period.hold() + ", from " + from + (to == null ? "" : " to " + to)));
        return find(period.hold());
    }

    /**
     * Releases a hold.
     *
     * @throws HoldNotFound when there is none
     * @throws HoldConflict {@code HOLD_RELEASED}
     * @throws org.plimsoll.ruleset.RuleSetUnprocessable {@code REASON_REQUIRED}, {@code REASON_TOO_LONG}, {@code
     *     REASON_CHARACTERS}
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    LegalHold release(UUID id, @Nullable String reason, Caller caller) {
        AuditEntry attempt = AuditEntry.of(caller, "RELEASE_HOLD", json -> json.text("hold", id.toString()))
                .because(reason);
        return audit.attemptInTransaction(attempt, () -> releaseNow(id, reason, attempt));
    }

    private LegalHold releaseNow(UUID id, @Nullable String reason, AuditEntry attempt) {
        find(id);
        String why = Reasons.required("reason", reason);
        if (!repository.release(id, why, attempt.actor().name())) {
            throw HoldConflict.released(id);
        }
        audit.done(attempt.detail("hold " + id));
        return find(id);
    }

    private LegalHold find(UUID id) {
        return repository.find(id).orElseThrow(() -> new HoldNotFound(id.toString()));
    }
}
