package org.plimsoll.ruleset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A file of a version as a row. Never changes. */
@Entity
@Table(name = "rule_set_file")
@IdClass(FileKey.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class RuleSetFileEntity {
    @Id
    @Column(name = "rule_set")
    String ruleSet;

    @Id
    int number;

    @Id
    String path;

    byte[] content;
    String sha256;
}
