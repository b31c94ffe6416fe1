package org.plimsoll.audit;

import org.plimsoll.wire.JsonWriter;

/** What an event is about when that is no rule set: fields of its entry that no column of the event's row repeats. */
@FunctionalInterface
public interface AuditSubject {
    /** Writes the fields. */
    void write(JsonWriter entry);
}
