package org.plimsoll.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.Frontier;

/**
 * Makes heads and brings them to the witness. What it goes on from is what the witness has seen, never what the database
 * says of it: a log that does not continue that is not signed.
 *
 * <p>Several servers may keep heads of one log; one at a time signs, each brings all to its own witness.
 */
final class HeadKeeper {
    private static final int HEADS_OF_A_ROUND = 500;
    private static final int GROUPS_OF_A_READ = 5_000;
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(7746545, 2)";

    private final DataSource database;
    private final String origin;
    private final LedgerKeys keys;
    private final Witness witness;
    private final Clock clock;
    private Frontier seen = new Frontier();

    private HeadKeeper(DataSource database, String origin, LedgerKeys keys, Witness witness, Clock clock) {
        this.database = database;
        this.origin = origin;
        this.keys = keys;
        this.witness = witness;
        this.clock = clock;
    }

    /**
     * Goes on from what the witness has seen.
     *
     * @throws BrokenLedger when the witness holds something else than heads of this log
     */
    static HeadKeeper resume(DataSource database, String origin, LedgerKeys keys, Witness witness, Clock clock)
            throws IOException {
        HeadKeeper keeper = new HeadKeeper(database, origin, keys, witness, clock);
        witness.read(head -> {
            if (head.first() != keeper.seen.size()) {
                throw new BrokenLedger(
                        "The witness goes from " + keeper.seen.size() + " entries to " + head.first() + ".");
            }
            Checkpoint said = keeper.open(head.note(), "A head that the witness holds");
            keeper.seen = grown(keeper.seen, head.leaves());
            if (said.size() != keeper.seen.size() || !Arrays.equals(said.root(), keeper.seen.root())) {
                throw new BrokenLedger("The witness' head of " + said.size() + " entries is not that of its leaves.");
            }
        });
        return keeper;
    }

    /** Entries that the witness has seen. */
    long seen() {
        return seen.size();
    }

    /**
     * Brings new heads to the witness, makes one when there are new entries, and brings that, too.
     *
     * @throws BrokenLedger when the log in the database does not continue what the witness has seen
     */
    void round() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            bringHeads(connection);
            if (sign(connection)) {
                bringHeads(connection);
            }
        }
    }

    private void bringHeads(Connection connection) throws SQLException, IOException {
        mustContinue(HeadTable.latest(connection));
        long end = HeadTable.end(connection);
        if (end < seen.size()) {
            throw new BrokenLedger("The database has leaf hashes of " + end + " entries, and the witness has seen "
                    + seen.size() + ": the end of the log is missing.");
        }
        List<TreeHead> heads;
        do {
            heads = HeadTable.headsAfter(connection, seen.size(), HEADS_OF_A_ROUND);
            bring(connection, heads);
        } while (heads.size() == HEADS_OF_A_ROUND);
    }

    private void mustContinue(TreeHead latest) {
        if (latest.size() < seen.size()) {
            throw new BrokenLedger("The latest head in the database is of " + latest.size()
                    + " entries, and the witness has seen " + seen.size() + ": the end of the log is missing.");
        }
        if (latest.size() == seen.size() && !Arrays.equals(latest.root(), seen.root())) {
            throw new BrokenLedger(
                    "The head of " + seen.size() + " entries in the database is not the one the witness has seen.");
        }
    }

    private void bring(Connection connection, List<TreeHead> heads) throws SQLException, IOException {
        List<WitnessedHead> fit = new ArrayList<>(heads.size());
        Frontier next = seen;
        for (TreeHead head : heads) {
            Checkpoint said = open(head.note(), "The head of " + head.size() + " entries in the database");
            byte[] leaves = leaves(connection, next.size(), head.size());
            fit.add(new WitnessedHead(head.note(), next.size(), leaves));
            next = grown(next, leaves);
            if (said.size() != head.size()
                    || next.size() != head.size()
                    || !Arrays.equals(said.root(), next.root())
                    || !Arrays.equals(head.root(), next.root())) {
                throw new BrokenLedger("The head of " + head.size()
                        + " entries in the database is not that of what the witness has seen and the leaves after it.");
            }
        }
        if (!fit.isEmpty()) {
            witness.keep(fit);
            seen = next;
        }
    }

    private Checkpoint open(String note, String which) {
        @Nullable Checkpoint said = keys.open(note);
        if (said == null) {
            throw new BrokenLedger(which + " is not signed with a known key. Name earlier keys in"
                    + " plimsoll.ledger.verification-keys.");
        }
        if (!said.origin().equals(origin)) {
            throw new BrokenLedger(which + " is of the log " + said.origin() + ", and the database holds the log "
                    + origin + ". When that is meant, move the witness' file away.");
        }
        return said;
    }

    private static byte[] leaves(Connection connection, long from, long to) throws SQLException {
        byte[] all = new byte[0];
        long next = from;
        while (next < to) {
            HeadTable.Leaves part = HeadTable.leaves(connection, next, to, GROUPS_OF_A_READ);
            if (part.count() == 0) {
                throw new BrokenLedger("Entry " + next + " of the log has no leaf hash.");
            }
            all = next == from ? part.hashes() : joined(all, part.hashes());
            next += part.count();
        }
        return all;
    }

    private static byte[] joined(byte[] start, byte[] end) {
        byte[] all = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, all, start.length, end.length);
        return all;
    }

    private static Frontier grown(Frontier tree, byte[] leaves) {
        Frontier next = tree.copy();
        new HeadTable.Leaves(tree.size(), leaves, Instant.EPOCH).forEach(next::append);
        return next;
    }

    /** Signs a head of all there is, unless there is nothing new or another server is at it. */
    private boolean sign(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            boolean signed = isFirst(connection) && signNow(connection);
            connection.commit();
            return signed;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean isFirst(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TRY_LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private boolean signNow(Connection connection) throws SQLException {
        TreeHead latest = HeadTable.latest(connection);
        if (latest.size() > seen.size()) {
            return true;
        }
        mustContinue(latest);
        Frontier next = seen.copy();
        List<HeadTable.Node> nodes = new ArrayList<>();
        Instant signedAt = later(clock.instant(), latest.signedAt());
        HeadTable.Leaves part;
        do {
            part = HeadTable.leaves(connection, next.size(), Long.MAX_VALUE, GROUPS_OF_A_READ);
            part.forEach(leaf ->
                    next.append(leaf, (level, index, hash) -> nodes.add(new HeadTable.Node(level, index, hash))));
            signedAt = later(signedAt, part.committedAt());
        } while (part.count() > 0);
        if (next.size() == seen.size()) {
            return false;
        }
        Checkpoint head = new Checkpoint(origin, next.size(), next.root(), signedAt);
        HeadTable.add(
                connection, new TreeHead(head.size(), head.root(), signedAt, keys.sign(head)), next.toBytes(), nodes);
        return true;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    void close() throws IOException {
        witness.close();
    }
}
