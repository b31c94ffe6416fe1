package org.plimsoll.ruleset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Stage;

/** A version as a row. Only its stage changes, and a draft's content and title. */
@Entity
@Table(name = "rule_set_version")
@IdClass(VersionKey.class)
@DynamicUpdate
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class RuleSetVersionEntity {
    @Id
    @Column(name = "rule_set")
    String ruleSet;

    @Id
    int number;

    @Column(name = "content_hash")
    String contentHash;

    @Enumerated(EnumType.STRING)
    Stage stage;

    String title;
    String source;

    @Nullable
    Integer base;

    @Nullable
    String provenance;

    String comment;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;
}
