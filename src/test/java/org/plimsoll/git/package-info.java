/** Tests of following rule sets in Git. */
@NullMarked
package org.plimsoll.git;

import org.jspecify.annotations.NullMarked;
