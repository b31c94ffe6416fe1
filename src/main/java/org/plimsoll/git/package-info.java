/** Rule sets that are kept in Git: a branch and a folder are followed, and every commit that changes the folder is a draft. */
@NullMarked
package org.plimsoll.git;

import org.jspecify.annotations.NullMarked;
