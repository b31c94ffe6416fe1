package org.plimsoll.ruleset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiled versions beside the active ones, for requests that name a version: at most so many, the least recently used
 * let go first. Letting go never closes rules that are in use.
 */
final class VersionCache {
    private final int capacity;
    private final Map<VersionContent, LoadedRuleSet> loaded = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<VersionContent, Preparation> unusable = new LinkedHashMap<>(16, 0.75f, true);

    VersionCache(int capacity) {
        this.capacity = capacity;
    }

    /** Takes hold of a version; null when it is not here. */
    synchronized @Nullable LoadedRuleSet hold(VersionContent key) {
        LoadedRuleSet found = loaded.get(key);
        return found != null && found.hold() ? found : null;
    }

    /** Why a version cannot be used; null when that is not known. */
    synchronized @Nullable Preparation unusable(VersionContent key) {
        return unusable.get(key);
    }

    /** Loading found that the version cannot be used. */
    synchronized void reject(VersionContent key, Preparation preparation) {
        unusable.put(key, preparation);
        trim(unusable);
    }

    /** Takes over a loaded version, with one hold. */
    synchronized void add(LoadedRuleSet version) {
        LoadedRuleSet before = loaded.put(version.key(), version);
        if (before != null) {
            before.letGo();
        }
        trim(loaded).forEach(LoadedRuleSet::letGo);
    }

    synchronized List<LoadedRuleSet> all() {
        return List.copyOf(loaded.values());
    }

    private <T> List<T> trim(Map<VersionContent, T> map) {
        List<T> removed = new ArrayList<>();
        Iterator<T> eldest = map.values().iterator();
        while (map.size() > capacity && eldest.hasNext()) {
            removed.add(eldest.next());
            eldest.remove();
        }
        return removed;
    }
}
