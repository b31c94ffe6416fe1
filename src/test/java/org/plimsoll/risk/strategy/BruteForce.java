package org.plimsoll.risk.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.risk.strategy.Book.Item;

/**
 * The least cost of a book by trying everything: how many of each combination, which spreads are made of what is left, and
 * the rest by itself. Works on the items of the book alone, in whole dollars.
 */
final class BruteForce {
    /** Maintenance first, then initial. */
    record Cost(long maintenance, long initial) implements Comparable<Cost> {
        Cost plus(Cost other, int times) {
            return new Cost(maintenance + times * other.maintenance, initial + times * other.initial);
        }

        @Override
        public int compareTo(Cost other) {
            int order = Long.compare(maintenance, other.maintenance);
            return order != 0 ? order : Long.compare(initial, other.initial);
        }
    }

    private record Template(int[] items, Cost cost) {}

    private final List<Item> items;
    private final int u;
    private final List<Template> templates = new ArrayList<>();
    private final Map<String, Cost> known = new HashMap<>();

    BruteForce(Book book) {
        this.items = book.items();
        this.u = book.underlying();
        templates();
    }

    Cost least() {
        int[] left = new int[items.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = Math.abs(items.get(i).quantity());
        }
        return least(left, 0);
    }

    private Cost least(int[] left, int from) {
        String key = java.util.Arrays.toString(left) + from;
        Cost cached = known.get(key);
        if (cached != null) {
            return cached;
        }
        Cost best;
        if (from == templates.size()) {
            best = leastOfRest(left);
        } else {
            best = least(left, from + 1);
            Template template = templates.get(from);
            int[] rest = left.clone();
            for (int times = 1; takes(rest, template); times++) {
                best = min(best, least(rest.clone(), from + 1).plus(template.cost, times));
            }
        }
        known.put(key, best);
        return best;
    }

    private boolean takes(int[] rest, Template template) {
        for (int i : template.items) {
            rest[i] -= isStock(i) ? 100 : 1;
            if (rest[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private Cost leastOfRest(int[] left) {
        String key = java.util.Arrays.toString(left);
        Cost cached = known.get(key);
        if (cached != null) {
            return cached;
        }
        Cost best = new Cost(0, 0);
        for (int i = 0; i < left.length; i++) {
            best = best.plus(alone(i), left[i]);
        }
        best = leastWithSpread(left, new int[left.length], 0, best);
        known.put(key, best);
        return best;
    }

    /** Any spread that can be taken from what is left, and the least of what is left then. */
    private Cost leastWithSpread(int[] left, int[] spread, int item, Cost best) {
        if (item == left.length) {
            Cost cost = java.util.Arrays.stream(spread).sum() == 0 ? null : spread(spread);
            if (cost == null) {
                return best;
            }
            int[] rest = left.clone();
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= spread[i];
            }
            return min(best, leastOfRest(rest).plus(cost, 1));
        }
        Cost least = best;
        for (int in = 0; in <= (isStock(item) ? 0 : left[item]); in++) {
            spread[item] = in;
            least = leastWithSpread(left, spread, item + 1, least);
        }
        spread[item] = 0;
        return least;
    }

    /** Null when the options are no spread. */
    private @Nullable Cost spread(int[] sizes) {
        TreeSet<Integer> prices = new TreeSet<>(List.of(0));
        long net = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                prices.add(items.get(i).strike());
                net += 100L * items.get(i).price() * sizes[i] * (items.get(i).isShort() ? -1 : 1);
            }
        }
        String firstHeld = "9999";
        String lastWritten = "";
        for (OptionType type : OptionType.values()) {
            long balance = 0;
            for (int i = 0; i < sizes.length; i++) {
                Item item = items.get(i);
                if (sizes[i] == 0 || item.type() != type) {
                    continue;
                }
                balance += item.isShort() ? -sizes[i] : sizes[i];
                if (item.isShort() && item.expiry().compareTo(lastWritten) > 0) {
                    lastWritten = item.expiry();
                } else if (!item.isShort() && item.expiry().compareTo(firstHeld) < 0) {
                    firstHeld = item.expiry();
                }
            }
            if (balance != 0) {
                return null;
            }
        }
        if (lastWritten.compareTo(firstHeld) > 0) {
            return null;
        }
        long loss = 0;
        for (int price : prices) {
            long worth = 0;
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] > 0) {
                    worth +=
                            100 * intrinsic(i, price) * sizes[i] * (items.get(i).isShort() ? -1 : 1);
                }
            }
            loss = Math.max(loss, -worth);
        }
        long cost = Math.max(0, loss + net);
        return new Cost(cost, cost);
    }

    private long intrinsic(int i, int price) {
        Item item = items.get(i);
        return Math.max(0, item.type() == OptionType.CALL ? price - item.strike() : item.strike() - price);
    }

    private boolean isStock(int i) {
        return items.get(i).type() == null;
    }

    private boolean is(int i, OptionType type, boolean isShort) {
        return items.get(i).type() == type && items.get(i).isShort() == isShort;
    }

    private long premium(int i) {
        return 100L * items.get(i).price();
    }

    private long strike(int i) {
        return 100L * items.get(i).strike();
    }

    private long inTheMoney(int i) {
        return 100 * intrinsic(i, u);
    }

    private long outOfTheMoney(int i) {
        Item item = items.get(i);
        return 100L * Math.max(0, item.type() == OptionType.CALL ? item.strike() - u : u - item.strike());
    }

    private static Cost same(long amount) {
        return new Cost(amount, amount);
    }

    private long uncovered(int i) {
        long floor = is(i, OptionType.CALL, true) ? 10L * u : strike(i) / 10;
        return Math.max(20L * u - outOfTheMoney(i), floor);
    }

    /** Of one contract; of stock of a share, in hundredths of what a hundred cost. */
    private Cost alone(int i) {
        if (isStock(i)) {
            return new Cost(items.get(i).isShort() ? 30L * u / 100 : 25L * u / 100, 50L * u / 100);
        }
        return same(items.get(i).isShort() ? uncovered(i) : premium(i));
    }

    private void templates() {
        int n = items.size();
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                pair(a, b);
                for (int c = 0; c < n; c++) {
                    triple(a, b, c);
                    for (int d = 0; d < n; d++) {
                        box(a, b, c, d);
                    }
                }
            }
        }
    }

    private void pair(int a, int b) {
        if (is(a, OptionType.CALL, true) && is(b, OptionType.PUT, true)) {
            boolean callIsGreater = uncovered(a) + premium(a) > uncovered(b) + premium(b);
            add(same(callIsGreater ? uncovered(a) : uncovered(b)), a, b);
        }
        if (!isStock(a)) {
            return;
        }
        boolean sold = items.get(a).isShort();
        long initial = 50L * u;
        long stock = sold ? 30L * u : 25L * u;
        if (is(b, sold ? OptionType.PUT : OptionType.CALL, true)) {
            add(new Cost(Math.max(0, stock + inTheMoney(b) - premium(b)), Math.max(0, initial - premium(b))), a, b);
        }
        if (is(b, sold ? OptionType.CALL : OptionType.PUT, false)) {
            add(new Cost(Math.min(strike(b) / 10 + outOfTheMoney(b), stock) + premium(b), initial + premium(b)), a, b);
        }
    }

    private void triple(int a, int b, int c) {
        if (!isStock(a)
                || isStock(b)
                || isStock(c)
                || !items.get(b).expiry().equals(items.get(c).expiry())) {
            return;
        }
        boolean sold = items.get(a).isShort();
        boolean right = is(b, sold ? OptionType.CALL : OptionType.PUT, false)
                && is(c, sold ? OptionType.PUT : OptionType.CALL, true)
                && (strike(b) == strike(c) || (!sold && strike(b) < strike(c)));
        if (right) {
            long protection = strike(b) / 10 + (sold ? 0 : outOfTheMoney(b));
            add(
                    new Cost(
                            Math.max(0, protection + premium(b) + inTheMoney(c) - premium(c)),
                            Math.max(0, 50L * u + premium(b) - premium(c))),
                    a,
                    b,
                    c);
        }
    }

    /** Call held and put written at the lower strike, put held and call written at the higher. */
    private void box(int a, int b, int c, int d) {
        boolean right = is(a, OptionType.CALL, false)
                && is(b, OptionType.PUT, true)
                && is(c, OptionType.PUT, false)
                && is(d, OptionType.CALL, true)
                && strike(a) == strike(b)
                && strike(c) == strike(d)
                && strike(a) < strike(c);
        if (right
                && List.of(b, c, d).stream()
                        .allMatch(i -> items.get(i).expiry().equals(items.get(a).expiry()))) {
            add(same((strike(c) - strike(a)) / 2), a, b, c, d);
        }
    }

    private void add(Cost cost, int... members) {
        templates.add(new Template(members, cost));
    }

    private static Cost min(Cost a, Cost b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
