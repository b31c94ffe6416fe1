@NullMarked
package org.plimsoll.platform;

import org.jspecify.annotations.NullMarked;
