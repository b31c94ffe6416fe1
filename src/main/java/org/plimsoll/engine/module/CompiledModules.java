package org.plimsoll.engine.module;

import java.util.Optional;

/** Where compiled modules are kept. Never fails: what cannot be kept or found is compiled again. */
public interface CompiledModules {
    /** Keeps nothing. */
    CompiledModules NONE = new CompiledModules() {
        @Override
        public Optional<byte[]> find(ModuleKey key) {
            return Optional.empty();
        }

        @Override
        public void keep(ModuleKey key, byte[] archive) {}

        @Override
        public void refused(ModuleKey key, ModuleRefused why) {}
    };

    /** What is kept for a key, whatever it may be. */
    Optional<byte[]> find(ModuleKey key);

    /** Keeps a module, in place of what is kept for the same key. */
    void keep(ModuleKey key, byte[] archive);

    /** Is told that what {@link #find} gave is not used. */
    void refused(ModuleKey key, ModuleRefused why);
}
