@NullMarked
package org.plimsoll.audit;

import org.jspecify.annotations.NullMarked;
