@NullMarked
package org.plimsoll.evaluation;

import org.jspecify.annotations.NullMarked;
