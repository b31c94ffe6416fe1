package org.plimsoll.cases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Set<Integer> taken = new HashSet<>();
        for (YamlNode item : over.items()) {
            int place = indexOf(under.items(), nameOf(item), taken);
            if (place < 0) {
                merged.add(item);
            } else {
                taken.add(place);
                merged.set(place, lay(item, under.items().get(place)));
            }
        }
        return new YamlNode.Sequence(merged, over.line(), over.column());
    }

    private static int indexOf(List<YamlNode> items, @Nullable String name, Set<Integer> taken) {
        for (int place = 0; place < items.size(); place++) {
            if (!taken.contains(place) && java.util.Objects.equals(nameOf(items.get(place)), name)) {
                return place;
            }
        }
        return -1;
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
