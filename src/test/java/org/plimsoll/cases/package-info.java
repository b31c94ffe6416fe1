/** Tests of worked cases, and the worked cases of the shipped rule sets. */
@NullMarked
package org.plimsoll.cases;

import org.jspecify.annotations.NullMarked;
