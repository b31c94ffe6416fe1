/** Tests of the wire format. */
@NullMarked
package org.plimsoll.wire;

import org.jspecify.annotations.NullMarked;
