@NullMarked
package org.plimsoll.decisionlog;

import org.jspecify.annotations.NullMarked;
