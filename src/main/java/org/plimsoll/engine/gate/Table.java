package org.plimsoll.engine.gate;

/** The sentences of {@link GateCode}: code, what is refused, why, what to write instead. */
final class Table {
    static final String ROWS = """
            FILE_TOO_LARGE | a file, or a line of it, longer than anyone writes | Whatever is read must have an end. | Split the file.
            TOO_LONG | a rule, constraint, consequence or text longer than anyone reads | Whatever is compiled must have an end, and a rule must be readable. | Split it, or name a part of it in a variable.
            NESTING | brackets within brackets within brackets | Every further bracket makes Drools' parsers take 2.6 times as long: fourteen take a minute. | Name the inner part in a variable, or write two constraints.
            GATE_TIME | a file that takes too long to read | Whatever is read must have an end. | Split the file.
            CHARACTER | control and invisible characters; characters beyond ASCII outside comments and texts | What a reviewer sees must be what is compiled. | Write it with the characters on a keyboard.
            ESCAPE | a backslash, but before a quote within a text | An escape such as the one for a quote can end a text where no reader sees it. | Write the character itself.
            QUOTES | single quotes and text blocks | One way to write a text is enough, and two are read differently by different parsers. | Write the text in double quotes.
            UNTERMINATED | a comment, text or bracket that is never closed | What follows would be read as something else. | Close it.
            SYNTAX | anything that is not a rule | The gate reads the part of DRL that rules need, and no other. | See docs/gate.md for the language and docs/vocabulary.md for its words.
            PARSERS_DISAGREE | text that Drools would read differently | What is checked must be what is compiled. | Write it more simply.
            PACKAGE | a missing package, or one that is not a single lower-case word | A rule in a package of the server would see what is private to it. | Begin the file with `package` and the word that the manifest gives for `package`, such as `package housedeposit;`.
            IMPORT | importing anything but the vocabulary, or not importing it | Imported Java classes can do anything. | Write `import org.plimsoll.policy.*;`.
            IMPORT_STATIC | importing static members other than the vocabulary's functions, or using these without importing them | Static methods such as Runtime.getRuntime can do anything. | Write `import static org.plimsoll.policy.Functions.*;`.
            IMPORT_FUNCTION | import function | It is another spelling of a static import. | Write `import static org.plimsoll.policy.Functions.*;`.
            IMPORT_ACCUMULATE | import accumulate | It loads a Java class of the author's choice into the engine. | Use sum, min, max or count.
            GLOBAL | globals | They reach objects of the server, and the answer would depend on more than the request. | Put the value into the manifest's parameters and read it with parameter("name").
            FUNCTION | functions | Their body is Java. | Use the vocabulary's functions: max, min, abs, negate, positive, squareRoot, roundUpTo, roundDownTo.
            DECLARE | declared types, enums, traits, windows and entry points | An enum's constants run code while the rules are compiled. | Use the vocabulary's facts.
            QUERY | queries | Nothing asks them. | Write the condition in the rules that need it.
            UNIT | rule units | They need classes of their own. | Leave it out: the package names the rule set.
            DIALECT | any dialect but mvel | In the Java dialect decimals have no operators, and its text is compiled as it stands. | Leave it out, or write `dialect "mvel"` once, below the imports.
            TEMPLATE | templates, expanders, flows | Expanding them runs code. | Write rules or a decision table.
            RULE_NAME | rule names with other characters than letters, digits, space and `,.()%<>=/:_-` | The name goes into generated code, file names and reports. | Name the rule in plain words.
            DUPLICATE_RULE | two rules of one name | A decision names the rule it follows from. | Give each rule its own name.
            RULE_EXTENDS | rules that extend rules | A rule must be readable where it stands. | Repeat the conditions.
            SALIENCE | salience | The result must not depend on the order of rules: within a haircut kind the largest applies, other outcomes add up. | Leave it out, and let the conditions exclude each other.
            GROUP | agenda, activation and rule-flow groups | Which rules apply follows from the facts, not from the order of events. | Leave it out, and let the conditions exclude each other.
            TIMER | timers and durations | An evaluation is a function of its input; no rule waits. | Leave it out; deadlines are the action's `dueBy`.
            SCHEDULE | calendars and dates of effect on a rule | When rules apply is decided by the version's activation, and recorded. | Leave it out, and activate the version at that time.
            RULE_ATTRIBUTE | any other rule attribute | It changes how rules fire, which nobody sees in the result. | Leave it out; a rule that shall not apply is deleted.
            ANNOTATION | annotations other than @source, @code and @note with one text | Others steer the engine. | Write `@source("...")`.
            NO_CONDITION | a rule without condition | It would apply to nothing that anyone could point at. | Name the fact it is about, such as `when $p : Position()`.
            NO_OUTCOME | a rule that says nothing | A rule that fires and says nothing hides a gap. | Insert an outcome, or delete the rule.
            UNKNOWN_FACT | patterns on anything but the vocabulary's facts | Outcomes are settled after all rules have fired, so no rule sees another's; other types are never there. | Match one of the facts.
            MIXED_PHASES | a rule on facts before and after settlement | Position, Collateral, PositionGroup and MarginPool are matched in one call, health facts in the next: the rule would never fire. | Read what you need from the health fact, or write two rules.
            WRONG_PHASE | haircuts, requirements and add-ons in a rule on a health fact | Health facts appear when haircuts and requirements are settled. | Write the rule on the position, the collateral, the group or the pool.
            TOO_MANY_PATTERNS | more than four patterns in a rule | Each multiplies the work. | Use the totals that the facts carry.
            UNCONSTRAINED_PATTERN | a further pattern that nothing but what all facts share ties to an earlier one, or an accumulate that is not tied by `pool` or `id` | The rule would fire once for every combination of facts, and a sum take in the positions of every pool. | Read a figure that the fact carries, such as `$p.groupGrossNotional`, or tie it to an earlier pattern, such as `Position(pool == $m.pool)`.
            OR_BETWEEN_PATTERNS | `or` between patterns | The rule would fire once for each alternative that holds, and charge twice. | Write `||` within one pattern, or two rules.
            CONDITIONAL_ELEMENT | forall, collect, groupby, nested groups of patterns | They cost more than they say. | Use `not`, `exists` or accumulate with one pattern.
            CONDITIONAL_CONSEQUENCE | branches in the condition and named consequences | Which consequence applies must be readable in one place. | Write two rules.
            EVAL | eval | It hides what the rule depends on. | Write the test as a constraint of the pattern.
            FROM | from | The vocabulary's facts have no collections, and an expression there can be anything. | Read a figure that the fact carries, such as `grossNotional` of a MarginPool, or use `accumulate(Position(pool == $m.pool, $n : notional); $sum : sum($n); $sum > 5)`.
            ENTRY_POINT | entry points and windows | Facts come with the request, not from streams. | Match the fact itself.
            ACCUMULATE | accumulate with inline code, with other functions than sum, min, max and count, or of an expression | Inline code is Java; other functions compute in binary. | Write `accumulate(Position(pool == $m.pool, $n : notional); $sum : sum($n); $sum > 5)`.
            AVERAGE | average | It rounds to the scale of its inputs: the average of 1 and 2 is 2. | Divide the sum by the count: `$sum / $count`.
            POSITIONAL | positional constraints | Facts have names, not positions. | Write `field == value`.
            UNIFICATION | `:=` and `?` | They belong to queries. | Write `$variable : field`.
            OOPATH | paths into objects | Facts carry what a rule needs. | Match the fact itself.
            BINDING_EXPRESSION | a variable bound to an expression | Drools binds only its first operand: `$x : a * 0.2 - b` is `a`, without a word. | Bind the bare field and compute where you use it, or in the consequence.
            HALF_CONSTRAINT | a comparison without its left side | Readers and parsers complete it differently. | Repeat the field: `x > 1 && x < 5`.
            NOT_A_CONDITION | a constraint that is neither true nor false | It tests nothing. | Compare it with something.
            CONSTANT_CONDITION | a comparison of constants | It tests nothing of the fact. | Compare a field.
            LOGIC_BUDGET | more than sixteen `&&` and `||` in one constraint | Nobody can check it. | Separate constraints by commas, or write two rules.
            REGEX | matches and regular expressions | A regular expression can take for ever on a short text. | Compare with texts: `underlying in ("A", "B")`.
            OPERATOR | other operators | They are read differently by different readers, or coerce types. | Use + - * / and == != < <= > >= in, && and ||.
            VARIABLE_NAME | variables of the condition without `$`, of the consequence with it, or named like something else | A variable that hides a field or function is read wrongly. | Write `$name` in the condition and `name` in the consequence.
            VARIABLE_SCOPE | a variable used where it has no value, given a value of another type, or bound again | Java would not compile it, or another value is meant. | Give it a value before the `if`, and keep its type.
            TOO_MANY_VARIABLES | more variables in one place than the engine's code for it allows | More cannot be checked. | Read fields from the fact: `$p.notional`.
            UNKNOWN_FIELD | a field that the fact does not have | Drools says so without a line. | See docs/vocabulary.md.
            UNKNOWN_NAME | a name that means nothing here | Drools says so without a line. | Bind it in the condition, or give it a value first.
            UNKNOWN_FUNCTION | a function that the vocabulary does not have | Drools says so without a line. | Use the vocabulary's functions.
            UNKNOWN_CODE | a code that is not in its closed set | The rule would never match, or the outcome be refused at run time. | Use a code of the set; docs/vocabulary.md lists it.
            UNKNOWN_PARAMETER | a parameter that the manifest does not have | The evaluation would be refused. | Add it to the manifest.
            UNKNOWN_SCENARIO_SET | a scenario set that the manifest does not have | The evaluation would be refused. | Add it to the manifest's `scenarios`.
            UNKNOWN_FIGURE | a figure that no rule of the rule set says | Its sum would be zero, or the evaluation refused. | Insert it: `new Figure($p, "name", value, "what it is")`.
            NOT_A_DATE | a day that is none | Nothing could be compared with it. | Write a day such as `since("2022-11-01")`.
            LITERAL_NAME | a parameter, attribute or code whose name is computed | What a rule depends on must be readable and checkable. | Write the name as a text; for a value in each currency, `parameter("name." + baseCurrency)`.
            ARGUMENTS | arguments that fit no constructor or function | Java would not compile it. | Give the arguments in this order.
            TYPE | values of types that do not go together | Drools converts texts and numbers into each other without a word. | Compare and compute like with like.
            INTERNAL | what facts hold inside: context, holding, instrument, figures, totals | Only the vocabulary is stable and checked. | Use the fact's own fields.
            METHOD | methods of classes and of values, and fields in the form of methods | Methods of classes reach everything; methods of decimals lose digits or use all memory. | Use operators and the vocabulary's functions, and fields without brackets.
            REFLECTION | class, getClass, forName and the like | They reach everything. | Leave it out.
            NUMBER_FORMAT | numbers in other notations: 010, 0x10, 1e3, 1_000, 5L, 2.5f, .5, 5. | They are octal, binary or floating point, or are read differently by different parsers. | Write plain digits with a decimal point where needed, such as 1000 or 0.5.
            NUMBER_SIZE | numbers of more than 34 digits, and products that can grow beyond all bounds | Arithmetic keeps 34 digits. | Write fewer digits, or fewer factors.
            WHOLE_NUMBERS | arithmetic and comparisons between two whole-number fields, and whole-number fields compared with fractions | Whole numbers overflow, cut off fractions, lose their brackets in generated code, or are compared in floating point. | Multiply one by 1, as in `1 * daysToExpiry`: it is then a decimal.
            NUMBER_FIRST | a comparison within &&, || or ! that begins with a number and ends in arithmetic | Drools' compiler fails on it. | Begin with a field, as in `price * 2 > 5` for `5 < price * 2`.
            CUT_OFF | a decimal where a whole number is needed | Its fraction would be cut off without a word. | Write a whole number, or `wholeNumber(x)`, which refuses a fraction.
            UNARY_MINUS | a minus sign before anything but a number, and negate in a condition | Neither compiles on a fact's fields. | Write `0 - x`; in a consequence also `negate(x)`.
            REMAINDER | the operator % | It is the remainder of a division, not a percentage. | Write 0.08 for 8 %; for multiples use roundUpTo or roundDownTo.
            TERNARY | ? : | It does not compile on a fact's fields. | Write if and else, or two rules.
            CAST | casts and instanceof | Facts have the type their name says. | Leave it out.
            NULL_SAFE | `!.` and `?.` | A comparison with an absent field is false; a computation with one is an error. | Test `field != null` before.
            LAMBDA | lambdas and method references | They are code within code. | Leave it out.
            COLLECTION_LITERAL | lists and maps | No outcome takes one. | Write `in ("A", "B")` to compare with several values.
            INDEX | square brackets on anything but attributes | There is nothing to pick from. | Write `attributes["name"]`, directly as an argument or in a comparison.
            NULL | null but in `field == null` and `field != null` in a condition | Elsewhere it is an error at run time. | Leave the argument out: there is a shorter form.
            NEW_OBJECT | making anything but an outcome | Constructors can do anything. | Insert an outcome of the vocabulary.
            STATEMENT | statements other than insert, assignments and if | They are Java. | Use insert, `name = value;` and if.
            LOOP | loops | A rule fires once for each fact that matches: that is the loop. | Match the facts in the condition.
            ASSIGNMENT | `=` where a value is tested or passed, and ++ and -- | Whether it computes or compares is not clear to a reader, and Drools reads it differently. | Write `==` to compare, and `x = x + 1;` as a statement of its own.
            DECLARED_TYPE | a type in front of a variable, but BigDecimal | `double` and `int` lose digits. | Leave the type out.
            CHANGES_FACT | modify, update, delete, retract, set, and assignments to a fact's fields | Facts are what the portfolio is. | Insert an outcome that says what should be.
            ENGINE_ACCESS | drools, kcontext, channels, insertLogical and the like | They reach the engine, and through it everything. | Use insert(...).
            TEXT_COMPARISON | comparing texts, or with null, in a consequence | Java compares there whether texts are the same object, not whether they read the same. | Put it into the condition: `side == "SHORT"`.
            NEGATION | `!` in a consequence | The compiler fails on it. | Turn the comparison round, or swap if and else.
            LOST_BRACKETS | brackets around `||` or `&&` in a consequence | The compiler drops them: `(a || b) && c` becomes `a || b && c`, without a word. | Write an if within an if, or put it into the condition.
            BRACES | if and else without braces | A second line would not belong to it. | Write `if (...) { ... } else { ... }`.
            """;

    private Table() {}
}
