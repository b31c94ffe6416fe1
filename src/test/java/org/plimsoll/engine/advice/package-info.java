@NullMarked
package org.plimsoll.engine.advice;

import org.jspecify.annotations.NullMarked;
