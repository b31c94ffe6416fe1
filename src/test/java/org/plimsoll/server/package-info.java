/** Tests of the built server, started as users start it: processes of their own, several on one database. */
@NullMarked
package org.plimsoll.server;

import org.jspecify.annotations.NullMarked;
