package org.plimsoll.ruleset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An activation as a row: from then on, until the next one, the version was in force. Never changes. */
@Entity
@Table(name = "activation")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class ActivationEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long sequence;

    @Column(name = "rule_set")
    String ruleSet;

    int number;

    @Column(name = "activated_at")
    Instant activatedAt;

    @Column(name = "activated_by")
    String activatedBy;

    String reason;
}
