package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Parameters;
import org.plimsoll.portfolio.Account;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.CashBalance;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Loan;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;

/** Whatever is submitted, facts are computed or reasons are given; nothing else happens. */
class AnySubmissionTest {
    private static final Instant NOW = Instant.parse("2026-01-02T09:00:00Z");
    private static final List<String> NAMES =
            List.of("A", "B", "C", "USD", "EUR", "EUR", "A/B", "", "\u0000", "\ud800", "x".repeat(129));
    private static final List<BigDecimal> NUMBERS = List.of(
            new BigDecimal("1"),
            new BigDecimal("-1"),
            new BigDecimal("0.5"),
            new BigDecimal("1E+29"),
            new BigDecimal("1E-18"),
            BigDecimal.ZERO,
            new BigDecimal("1E+2147483647"),
            new BigDecimal("1E-2147483647"),
            new BigDecimal("999999999999999999999999999999.999999999999999999"));
    private static final List<Instant> TIMES =
            List.of(NOW, NOW.minusSeconds(1), NOW.plusSeconds(5), NOW.plusSeconds(6), Instant.MIN, Instant.MAX);
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2026, 1, 2),
            LocalDate.of(2028, 2, 29),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.MIN,
            LocalDate.MAX);
    private static final FactTerms TERMS =
            new FactTerms(Parameters.NONE, new BigDecimal("0.01"), Duration.ofSeconds(Long.MAX_VALUE), false);

    @Property(tries = 1000)
    void submission_soundWithExtremeNumbers_isComputed(@ForAll Random random) {
        Submission submission = new Source(random, true).submission();
        PortfolioFacts facts = FactFactory.factsOf(SubmissionCheck.check(submission), TERMS);

        assertThat(facts.positions()).hasSameSizeAs(submission.portfolio().positions());
        assertThat(facts.collateral()).hasSameSizeAs(submission.portfolio().collateral());
    }

    @Property(tries = 2000)
    void submission_ofNonsense_isRefusedWithReasonsIfAtAll(@ForAll Random random) {
        Submission submission = new Source(random, false).submission();
        try {
            assertThat(FactFactory.factsOf(SubmissionCheck.check(submission), TERMS)
                            .pools())
                    .isNotEmpty();
        } catch (Refusal refusal) {
            assertThat(refusal.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
            for (Problem problem : refusal.problems()) {
                assertThat(SubmissionCode.valueOf(problem.code())).isNotNull();
                assertThat(problem.pointer()).startsWith("/");
                assertThat(problem.message()).hasSizeLessThan(400).endsWith(".");
            }
        }
    }

    /** Draws submissions: sound ones of extreme numbers when tame, nonsense when not. */
    private static final class Source {
        private static final List<String> INSTRUMENTS = List.of("A", "B", "C");
        private static final List<BigDecimal> SOUND_NUMBERS =
                List.of(NUMBERS.get(0), NUMBERS.get(2), NUMBERS.get(3), NUMBERS.get(4));

        private final Random random;
        private final boolean tame;
        private int drawn;

        private Source(Random random, boolean tame) {
            this.random = random;
            this.tame = tame;
        }

        private Submission submission() {
            Account account = new Account("account", AccountType.MARGIN, mode(), null, Map.of());
            Portfolio portfolio = new Portfolio(
                    tame ? "portfolio" : name(),
                    account,
                    "EUR",
                    list(this::position),
                    list(this::asset),
                    list(() -> new CashBalance(currency(), number())),
                    list(() -> new Loan(currency(), number())));
            List<FxRate> rates = tame ? List.of() : list(() -> new FxRate(name(), name(), number(), time()));
            MarketData market = new MarketData(time(), each(this::price), rates);
            return new Submission(portfolio, each(this::instrument), market, tame ? NOW : time());
        }

        private OpenPosition position() {
            MarginMode mode = mode();
            @Nullable BigDecimal isolatedMargin = mode == MarginMode.ISOLATED ? number() : null;
            return new OpenPosition(
                    id(),
                    pick(INSTRUMENTS),
                    number(),
                    tame ? number() : orNull(number()),
                    mode,
                    tame ? isolatedMargin : orNull(number()),
                    tame ? Map.of() : Map.of(name(), name()));
        }

        private PledgedAsset asset() {
            return new PledgedAsset(id(), tame ? "A" : name(), number(), Map.of());
        }

        private Price price(String instrument) {
            return new Price(
                    instrument,
                    tame ? BigDecimal.ONE : number(),
                    time(),
                    orNull(number()),
                    orNull(number()),
                    orNull(number()),
                    orNull(number()),
                    orNull(number()));
        }

        private Instrument instrument(String id) {
            InstrumentType type = tame && id.equals("A") ? InstrumentType.BOND : pick(List.of(InstrumentType.values()));
            OptionTerms terms = new OptionTerms(OptionType.PUT, number(), day(), ExerciseStyle.AMERICAN);
            boolean option = tame ? type == InstrumentType.OPTION : random.nextBoolean();
            return new Instrument(
                    id,
                    type,
                    currency(),
                    tame ? pick(INSTRUMENTS) : orNull(name()),
                    tame && type == InstrumentType.CASH ? BigDecimal.ONE : number(),
                    orNull(number()),
                    null,
                    option ? terms : null,
                    orNull(day()),
                    null,
                    null,
                    tame ? null : orNull(random.nextInt(9) - 1),
                    null,
                    null,
                    Map.of());
        }

        private <T> List<T> list(Supplier<T> element) {
            List<T> list = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                list.add(element.get());
            }
            return list;
        }

        private <T> List<T> each(Function<String, T> element) {
            return tame ? INSTRUMENTS.stream().map(element).toList() : list(() -> element.apply(name()));
        }

        private String id() {
            return tame ? "id-" + drawn++ : name();
        }

        private String name() {
            return pick(NAMES);
        }

        private String currency() {
            return tame ? "EUR" : name();
        }

        private BigDecimal number() {
            return pick(tame ? SOUND_NUMBERS : NUMBERS);
        }

        private Instant time() {
            return pick(tame ? TIMES.subList(0, 3) : TIMES);
        }

        private LocalDate day() {
            return pick(tame ? DAYS.subList(0, 2) : DAYS);
        }

        private MarginMode mode() {
            return pick(List.of(MarginMode.values()));
        }

        private <T> @Nullable T orNull(T value) {
            return random.nextInt(3) == 0 ? null : value;
        }

        private <T> T pick(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }
}
