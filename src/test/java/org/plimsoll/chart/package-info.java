/** Tests of what a platform engineer installs: the Helm chart, rendered, and the recipe of the production image. */
@NullMarked
package org.plimsoll.chart;

import org.jspecify.annotations.NullMarked;
