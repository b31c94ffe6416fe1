package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plimsoll.engine.module.CompiledModules;
import org.plimsoll.engine.module.ModuleKey;
import org.plimsoll.engine.module.ModuleRefused;

/** Modules in memory, where a test can put what it likes, and what has happened to them. */
final class MemoryModules implements CompiledModules {
    final Map<ModuleKey, byte[]> archives = new HashMap<>();
    final List<ModuleRefused.Reason> refusals = new ArrayList<>();
    int kept;
    int found;

    /** The key and archive of the only module. */
    Map.Entry<ModuleKey, byte[]> only() {
        if (archives.size() != 1) {
            throw new IllegalStateException(archives.keySet().toString());
        }
        return archives.entrySet().iterator().next();
    }

    @Override
    public Optional<byte[]> find(ModuleKey key) {
        Optional<byte[]> archive = Optional.ofNullable(archives.get(key));
        found += archive.isPresent() ? 1 : 0;
        return archive;
    }

    @Override
    public void keep(ModuleKey key, byte[] archive) {
        kept++;
        archives.put(key, archive);
    }

    @Override
    public void refused(ModuleKey key, ModuleRefused why) {
        refusals.add(why.reason());
    }
}
