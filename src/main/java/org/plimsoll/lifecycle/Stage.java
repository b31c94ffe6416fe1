package org.plimsoll.lifecycle;

/** How far people have brought a version. What is in force when is told by {@link Timeline}; both make the {@link State}. */
public enum Stage {
    /** Being written. */
    DRAFT,
    /** Its present content has been checked and tested, and meets the gates of its manifest. */
    CHECKED,
    /** Its content is fixed and waits for approval. */
    PROPOSED,
    /** Enough others have approved exactly this content. */
    APPROVED,
    /** Somebody refused it; it stays as it is. */
    REJECTED,
    /** Out of use for good; it stays readable, and what it decided can be replayed. */
    RETIRED
}
