package org.plimsoll.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.decision.AttributeWords;

/** The attributes that rule texts read, and the texts they compare them with. */
final class AttributeUses implements AttributeWords {
    /** Names of fewer letters are like many others. */
    private static final int SHORTEST_NAME = 5;

    private static final int MOST_SLIPS = 2;
    private static final Pattern COMPARED =
            Pattern.compile("\\b(accountAttributes|attributes)\\s*\\[\\s*\"([^\"]{1,200})\"\\s*]"
                    + "\\s*(==|!=|in\\b|not\\s+in\\b)?\\s*(null\\b|\"[^\"]*\"|\\([^()]*\\))?");
    private static final Pattern READ =
            Pattern.compile("\\b(accountNumber|accountAmount|number|amount)\\s*\\(\\s*\"([^\"]{1,200})\"");
    private static final Pattern CHOOSES =
            Pattern.compile("\\b(parameterBy|parameterByAccount)\\s*\\(\\s*\"[^\"]*\"\\s*,\\s*\"([^\"]{1,200})\"");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private final Map<String, Set<String>> ofAccount = new HashMap<>();
    private final Map<String, Set<String>> ofOthers = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private AttributeUses() {}

    static AttributeUses of(List<String> texts) {
        AttributeUses uses = new AttributeUses();
        for (String text : texts) {
            uses.compared(text);
            uses.read(READ.matcher(text));
            uses.read(CHOOSES.matcher(text));
        }
        // What the revaluation of options reads of instruments.
        uses.takes(false, "interestRate");
        uses.takes(false, "dividendYield");
        return uses;
    }

    private void compared(String text) {
        Matcher use = COMPARED.matcher(text);
        while (use.find()) {
            boolean account = use.group(1).equals("accountAttributes");
            String name = use.group(2);
            String operator = use.group(3);
            String with = use.group(4);
            // A rule on what is in no list knows the list: it is there to catch the rest.
            boolean listed = operator != null && (operator.equals("==") || operator.endsWith("in"));
            if (!listed || with == null) {
                takes(account, name);
            } else if (!with.equals("null")) {
                Matcher value = TEXT.matcher(with);
                while (value.find()) {
                    known(account, name).add(value.group(1));
                }
            } else {
                known(account, name);
            }
        }
    }

    private void read(Matcher use) {
        while (use.find()) {
            takes(use.group(1).contains("ccount"), use.group(2));
        }
    }

    /** Notes that rules take any value. */
    private void takes(boolean account, String name) {
        known(account, name);
        taken.add(account + name);
    }

    private Set<String> known(boolean account, String name) {
        return (account ? ofAccount : ofOthers).computeIfAbsent(name, absent -> new HashSet<>());
    }

    @Override
    public Set<String> values(boolean ofAccount, String name) {
        return taken.contains(ofAccount + name)
                ? Set.of()
                : (ofAccount ? this.ofAccount : ofOthers).getOrDefault(name, Set.of());
    }

    @Override
    public Optional<String> meant(boolean ofAccount, String name) {
        Set<String> read = (ofAccount ? this.ofAccount : ofOthers).keySet();
        if (read.contains(name) || name.length() < SHORTEST_NAME || name.length() > 80) {
            return Optional.empty();
        }
        return read.stream()
                .filter(other -> Math.abs(other.length() - name.length()) <= MOST_SLIPS)
                .filter(other -> other.length() >= SHORTEST_NAME)
                .filter(other -> Vocabulary.distance(name, other) <= MOST_SLIPS)
                .sorted()
                .findFirst();
    }
}
