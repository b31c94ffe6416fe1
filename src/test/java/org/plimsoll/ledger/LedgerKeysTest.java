package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.plimsoll.merkle.NoteSigner;

class LedgerKeysTest {

    @Test
    void verificationKey_thatWasNotCopiedWhole_isRefused_withTheNameOfTheSetting() {
        String key = NoteSigner.of("plimsoll/a", NoteSigner.newPem()).verifier().verifierKey();

        assertThatThrownBy(() -> LedgerKeys.verifier(key.substring(0, key.length() - 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "plimsoll.ledger.verification-keys: The last part of the verifier key of plimsoll/a");
    }
}
