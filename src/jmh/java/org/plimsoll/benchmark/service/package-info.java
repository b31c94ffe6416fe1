/** Load on a running server, beside a bare echo of the same bodies, in one run. See docs/performance.md. */
@NullMarked
package org.plimsoll.benchmark.service;

import org.jspecify.annotations.NullMarked;
