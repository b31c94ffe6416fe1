/** Benchmarks of docs/performance.md. Every form of a policy is compared with the others' answers before it is timed. */
@NullMarked
package org.plimsoll.benchmark;

import org.jspecify.annotations.NullMarked;
