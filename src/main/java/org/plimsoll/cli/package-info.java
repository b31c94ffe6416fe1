/**
 * The command line for rule authors: checks, tests, compares, evaluates and packs folders of rules without a server, and
 * hands them to one. Starts no Quarkus.
 */
@NullMarked
package org.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
