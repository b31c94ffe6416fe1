/**
 * The one log of everything that counts: decisions and what was done to rule sets. Gives each entry its place, keeps the
 * leaf hashes, signs tree heads, gives them to a witness outside the database, and verifies all of it. {@link
 * org.plimsoll.ledger.Ledger} is its public service.
 */
@NullMarked
package org.plimsoll.ledger;

import org.jspecify.annotations.NullMarked;
