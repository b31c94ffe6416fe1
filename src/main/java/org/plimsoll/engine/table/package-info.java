/**
 * Decision tables: sheets whose rows are rules. A table is read cell by cell, checked, and written out as DRL text, which
 * then takes the same way as any rule file.
 */
@NullMarked
package org.plimsoll.engine.table;

import org.jspecify.annotations.NullMarked;
