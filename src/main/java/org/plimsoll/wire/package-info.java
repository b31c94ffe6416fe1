/**
 * The JSON that callers send and receive: requests read strictly into the input model, decisions and problems written.
 *
 * <p>{@link org.plimsoll.wire.RequestReader} reads; {@link org.plimsoll.wire.RequestLimits} says how much it will read. A
 * request it cannot accept gives one of three exceptions, each with every problem found and its JSON pointer: {@link
 * org.plimsoll.wire.MalformedRequest} (400) for what is not JSON of the documented shape, {@link
 * org.plimsoll.wire.LimitExceeded} (413) for too much of it, {@link org.plimsoll.portfolio.Refusal} (422) for values
 * that mean nothing. Work and memory are proportional to the bytes sent, whatever they are.
 */
@NullMarked
package org.plimsoll.wire;

import org.jspecify.annotations.NullMarked;
