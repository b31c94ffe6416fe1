/**
 * What every feature of the server stands on: typed configuration, the embedded database, problem details, build
 * information. Knows no feature.
 */
@NullMarked
package org.plimsoll.platform;

import org.jspecify.annotations.NullMarked;
