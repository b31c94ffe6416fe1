/** Who may do what: the roles, and the tables in {@code docs/security.md} that a test compares with the server. */
@NullMarked
package org.plimsoll.security;

import org.jspecify.annotations.NullMarked;
