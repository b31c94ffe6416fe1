@NullMarked
package org.plimsoll.status;

import org.jspecify.annotations.NullMarked;
