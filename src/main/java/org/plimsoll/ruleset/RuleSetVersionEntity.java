package org.plimsoll.ruleset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A version as a row. Never changes but for its state. */
@Entity
@Table(name = "rule_set_version")
@IdClass(VersionKey.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class RuleSetVersionEntity {
    @Id
    @Column(name = "rule_set")
    String ruleSet;

    @Id
    int number;

    @Column(name = "content_hash")
    String contentHash;

    String state;
    String title;
    String source;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;
}
