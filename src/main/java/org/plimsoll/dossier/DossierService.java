package org.plimsoll.dossier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.StoredDecision;
import org.plimsoll.ledger.Ledger;
import org.plimsoll.ledger.Places;

/** Collects what belongs into a dossier. */
@Singleton
final class DossierService {
    /** Entries of a dossier. Whoever wants more exports the log. */
    static final int MOST_ENTRIES = 10_000;

    private final DecisionLog decisions;
    private final AuditLog audit;
    private final Ledger ledger;

    DossierService(DecisionLog decisions, AuditLog audit, Ledger ledger) {
        this.decisions = decisions;
        this.audit = audit;
        this.ledger = ledger;
    }

    /** A decision, and what was done to the version it was made with. */
    StreamingOutput ofDecision(UUID id) {
        Dossier dossier = new Dossier();
        dossier.add(decisions.find(id));
        return dossier.output();
    }

    /**
     * All entries committed in a period, and what was done to the versions of its decisions; of those that expired their leaf
     * hashes, and the events that say so.
     */
    StreamingOutput ofPeriod(Instant from, Instant to) {
        Places places = ledger.places(from, to);
        if (places.to() - places.from() > MOST_ENTRIES) {
            throw new DossierTooLarge(places.to() - places.from());
        }
        if (places.to() == places.from()) {
            throw new DossierEmpty();
        }
        Dossier dossier = new Dossier();
        for (long place = places.from(); place < places.to(); place++) {
            dossier.places.add(place);
        }
        decisions.between(places.from(), places.to(), dossier::add);
        dossier.places.addAll(audit.expiryPlaces(places.from(), places.to()));
        return dossier.output();
    }

    private final class Dossier {
        private final SortedSet<Long> places = new TreeSet<>();
        private final Set<String> versions = new HashSet<>();

        void add(StoredDecision stored) {
            places.add(stored.sequence());
            DecisionRecord.RuleSetIdentity ruleSet = stored.decision().ruleSet();
            if (versions.add(ruleSet.name() + " " + ruleSet.version())) {
                places.addAll(audit.places(ruleSet.name(), ruleSet.version(), MOST_ENTRIES));
            }
        }

        StreamingOutput output() {
            ledger.mustBeCovered(places.last());
            return out -> ledger.writeDossier(places, out);
        }
    }
}
