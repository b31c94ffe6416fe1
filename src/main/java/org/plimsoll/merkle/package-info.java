/**
 * A log that shows when it was changed: an append-only tree of hashes over its entries, proofs against its root, and the root signed
 * with its size and time.
 *
 * <p>{@link org.plimsoll.merkle.MerkleHash} says how entries and nodes are hashed; {@link org.plimsoll.merkle.Frontier} grows a tree
 * one leaf at a time and knows its root; {@link org.plimsoll.merkle.MerkleProofs} makes and verifies proofs that an entry is in a
 * tree and that one tree continues another; {@link org.plimsoll.merkle.Checkpoint} is a tree's head as text, which a
 * {@link org.plimsoll.merkle.NoteSigner} makes a {@link org.plimsoll.merkle.SignedNote} and a
 * {@link org.plimsoll.merkle.NoteVerifier} verifies. Knows neither decisions nor where entries are kept.
 *
 * <p>Reference: RFC 9162, section 2.1; C2SP signed-note and tlog-checkpoint; RFC 8032 (Ed25519); RFC 8410 (its keys in PKCS #8).
 */
@NullMarked
package org.plimsoll.merkle;

import org.jspecify.annotations.NullMarked;
