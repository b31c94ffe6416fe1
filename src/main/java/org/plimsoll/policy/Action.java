package org.plimsoll.policy;

/** Something that must happen. Amounts are in base currency at full precision; the decision rounds them. */
public sealed interface Action extends Outcome
        permits Notify,
                ReleaseCollateral,
                SubstituteCollateral,
                RestrictTrading,
                TopUp,
                MarginCall,
                ReducePosition,
                Hedge,
                Liquidate,
                AutoDeleverage,
                DrawInsuranceFund,
                Escalate {

    /** What kind of action it is; decides its severity. */
    ActionType type();

    /** The fact it is about. */
    Fact subject();

    /** Margin pool it is about. */
    default String pool() {
        return subject().pool();
    }
}
