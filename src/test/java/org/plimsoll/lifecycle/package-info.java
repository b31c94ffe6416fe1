/** Tests of the state machine of versions and of the timeline of activations. */
@org.jspecify.annotations.NullMarked
package org.plimsoll.lifecycle;
