/** Who may do what: the roles, and the table in {@code docs/roles.md} that a test compares with the server. */
@NullMarked
package org.plimsoll.security;

import org.jspecify.annotations.NullMarked;
