/** The interface as it is written down, in {@code openapi/openapi.yaml} and {@code docs}, against the server. */
@NullMarked
package org.plimsoll.contract;

import org.jspecify.annotations.NullMarked;
