@NullMarked
package org.plimsoll.security;

import org.jspecify.annotations.NullMarked;
