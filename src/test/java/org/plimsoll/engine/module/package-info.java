@NullMarked
package org.plimsoll.engine.module;

import org.jspecify.annotations.NullMarked;
