package org.plimsoll.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was written.
 *
 * @param code what kind of thing
 * @param sequence place of the entry; absent when it is about no single one
 * @param decisionId the decision that the entry is of; absent when it is of none
 * @param message what is wrong, in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        Code code, @Nullable Long sequence, @Nullable String decisionId, String message) {
    /** Kinds of findings. */
    public enum Code {
        /** An entry's text is not what its leaf hash was made of. */
        ENTRY_CHANGED,
        /** There is no entry at a place, and no event shows that it expired. */
        ENTRY_MISSING,
        /** There is an entry at no place of the log, a second one at a place, or one that an event says has expired. */
        ENTRY_ADDED,
        /** Other columns of an entry's row, or the bytes beside it, are not what the entry says. */
        RECORD_CHANGED,
        /**
         * An entry's or a head's time does not fit to those around it, or to its row; or an event says that entries expired that
         * cannot have.
         */
        TIME_WRONG,
        /** The database's leaf hashes are not those the witness has seen, or not there. */
        LEAF_CHANGED,
        /** A head or subtree of the database is not that of the leaves. */
        HEAD_WRONG,
        /** A head is not signed with a known key. */
        HEAD_UNSIGNED,
        /** The witness has seen a head that the database does not hold. */
        HEAD_MISSING,
        /** The witness' own lines do not fit together. */
        WITNESS_WRONG,
        /**
         * The files of a rule set, the version they belong to, or what was done to it (approvals, activations, teams) are not
         * as the log tells.
         */
        RULES_CHANGED,
        /** A table, trigger, function or grant is not as it was made. */
        DEFINITION_CHANGED
    }
}
