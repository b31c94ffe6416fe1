package org.plimsoll.cases;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays one value over another. Keys and values merge key by key. Of two lists, elements with the same name merge, others
 * are added, and an empty list empties the list beneath; an element's name is its {@code id}, else its {@code
 * instrument}, else its {@code currency}, else its {@code from} and {@code to}. Lists without names, and single values,
 * replace what is beneath. Neither value is changed.
 */
final class YamlOverlay {
    private YamlOverlay() {}

    static YamlNode lay(YamlNode over, @Nullable YamlNode under) {
        if (over instanceof YamlNode.Mapping upper && under instanceof YamlNode.Mapping lower) {
            return lay(upper, lower);
        }
        if (over instanceof YamlNode.Sequence upper && under instanceof YamlNode.Sequence lower) {
            return lay(upper, lower);
        }
        return over;
    }

    static YamlNode.Mapping lay(YamlNode.Mapping over, YamlNode.Mapping under) {
        YamlNode.Mapping merged = YamlNode.Mapping.empty(over.line(), over.column());
        merged.keys().putAll(under.keys());
        merged.values().putAll(under.values());
        for (Map.Entry<String, YamlNode> entry : over.values().entrySet()) {
            YamlNode.Scalar key = over.keys().getOrDefault(entry.getKey(), new YamlNode.Scalar("", true, 1, 1));
            merged.put(key, lay(entry.getValue(), under.get(entry.getKey())));
        }
        return merged;
    }

    private static YamlNode lay(YamlNode.Sequence over, YamlNode.Sequence under) {
        boolean named = over.items().stream().allMatch(item -> nameOf(item) != null)
                && under.items().stream().allMatch(item -> nameOf(item) != null);
        if (!named || over.items().isEmpty()) {
            return over;
        }
        List<YamlNode> merged = new ArrayList<>(under.items());
        Map<String, Deque<Integer>> places = placesByName(under.items());
        for (YamlNode item : over.items()) {
            Deque<Integer> sameName = places.get(nameOf(item));
            Integer place = sameName == null ? null : sameName.poll();
            if (place == null) {
                merged.add(item);
            } else {
                merged.set(place, lay(item, under.items().get(place)));
            }
        }
        return new YamlNode.Sequence(merged, over.line(), over.column());
    }

    private static Map<String, Deque<Integer>> placesByName(List<YamlNode> items) {
        Map<String, Deque<Integer>> places = new HashMap<>();
        for (int place = 0; place < items.size(); place++) {
            String name = nameOf(items.get(place));
            if (name != null) {
                places.computeIfAbsent(name, none -> new ArrayDeque<>()).add(place);
            }
        }
        return places;
    }

    private static @Nullable String nameOf(YamlNode item) {
        if (!(item instanceof YamlNode.Mapping mapping)) {
            return null;
        }
        for (String key : List.of("id", "instrument", "currency")) {
            if (mapping.get(key) instanceof YamlNode.Scalar name) {
                return name.text();
            }
        }
        return mapping.get("from") instanceof YamlNode.Scalar from && mapping.get("to") instanceof YamlNode.Scalar to
                ? from.text() + "/" + to.text()
                : null;
    }
}
