/**
 * Compiled modules: the classes that the rule compiler generated for a rule set, kept so that they need not be generated
 * again. A {@link org.plimsoll.engine.module.ModuleArchive} is code from outside: it is taken only when its digest, what it
 * says it was made of ({@link org.plimsoll.engine.module.ModuleKey}), every byte of its classes and the rules in it are
 * right, and refused with a {@link org.plimsoll.engine.module.ModuleRefused.Reason} otherwise. See
 * docs/decisions/0008-compiled-modules-stay-with-the-server.md.
 */
@NullMarked
package org.plimsoll.engine.module;

import org.jspecify.annotations.NullMarked;
