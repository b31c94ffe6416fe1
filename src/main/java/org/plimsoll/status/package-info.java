/** What this server says of itself: when it starts, and when it is asked. */
@NullMarked
package org.plimsoll.status;

import org.jspecify.annotations.NullMarked;
