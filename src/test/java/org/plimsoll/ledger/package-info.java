@NullMarked
package org.plimsoll.ledger;

import org.jspecify.annotations.NullMarked;
