package org.plimsoll.decision;

import java.util.Optional;
import java.util.Set;

/** What the rules of a version make of the attributes of accounts, instruments, positions and assets. */
public interface AttributeWords {
    /** Rules of which nothing is known: every attribute is right. */
    AttributeWords UNKNOWN = new AttributeWords() {
        @Override
        public Set<String> values(boolean ofAccount, String name) {
            return Set.of();
        }

        @Override
        public Optional<String> meant(boolean ofAccount, String name) {
            return Optional.empty();
        }
    };

    /**
     * The texts that rules compare an attribute with, when that is all they do with it.
     *
     * @param ofAccount whether it is an attribute of the account, rather than of a position, an instrument or an asset
     * @return empty when rules take any value, or do not read it
     */
    Set<String> values(boolean ofAccount, String name);

    /** The attribute that was probably meant by one that no rule reads; empty when rules read it, or none is like it. */
    Optional<String> meant(boolean ofAccount, String name);
}
