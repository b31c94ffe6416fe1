/** The policy in forms that other products run, each written as its documentation recommends for speed. */
@NullMarked
package org.plimsoll.benchmark.peers;

import org.jspecify.annotations.NullMarked;
