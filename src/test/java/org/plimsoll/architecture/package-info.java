/** Holds the architecture: dependency direction and size limits. */
@NullMarked
package org.plimsoll.architecture;

import org.jspecify.annotations.NullMarked;
