/** Tests of the command line, in this process except where a test says otherwise. */
@NullMarked
package org.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
