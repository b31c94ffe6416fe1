@NullMarked
package org.plimsoll.retention;

import org.jspecify.annotations.NullMarked;
