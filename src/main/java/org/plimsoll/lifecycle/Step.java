package org.plimsoll.lifecycle;

/** A step in the life of a version. */
public enum Step {
    /** Its files are changed. */
    EDIT("edited"),
    /** Its files are checked and its cases run, and all gates are met. */
    CHECK("checked"),
    /** Its author says it is ready for approval. */
    PROPOSE("proposed"),
    /** Its proposal is taken back, and it can be edited again; its approvals are void. */
    WITHDRAW("withdrawn"),
    /** Another person agrees to exactly this content. */
    APPROVE("approved"),
    /** Another person refuses it. */
    REJECT("rejected"),
    /** It is to come into force, now or at a set time. */
    ACTIVATE("activated"),
    /** It is to come into force without approval, for a short time. */
    BREAK_GLASS("activated in an emergency"),
    /** A planned activation is called off. */
    CANCEL("called off"),
    /** It is put out of use for good. */
    RETIRE("retired"),
    /** By the clock: it comes into force. */
    TAKE_EFFECT("brought into force"),
    /** By the clock: another version comes into force in its place. */
    SUPERSEDE("superseded"),
    /** By the clock: its time has run out. */
    EXPIRE("expired");

    private final String participle;

    Step(String participle) {
        this.participle = participle;
    }

    /** As in "it is proposed". */
    public String participle() {
        return participle;
    }
}
