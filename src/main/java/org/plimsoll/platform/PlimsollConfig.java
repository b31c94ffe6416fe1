package org.plimsoll.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's own settings, with their defaults. Those without one here depend on where the data is: {@link
 * EmbeddedDatabaseConfigFactory} gives their defaults.
 */
@ConfigMapping(prefix = "plimsoll")
public interface PlimsollConfig {
    /** The embedded database. */
    Database database();

    /** Rule sets. */
    Rules rules();

    /** Rule sets that are kept in Git. */
    Git git();

    /** Evaluations. */
    Evaluation evaluation();

    /** The decision log. */
    DecisionLog decisionLog();

    /** The tamper-evident log that decisions and audit events are entries of. */
    Ledger ledger();

    /** Who may call. */
    Security security();

    /** This server among its replicas. */
    Node node();

    /** The embedded database: a real PostgreSQL that the server starts and stops. */
    interface Database {
        /** Whether it is used. True unless {@code quarkus.datasource.jdbc.url} is given. */
        boolean embedded();

        /** Its folder, kept between runs. Relative to the working directory. */
        @WithDefault("data/postgres")
        Path directory();
    }

    /** Rule sets. */
    interface Rules {
        /** Folder whose sub-folders are rule sets. */
        @WithDefault("rules")
        Path directory();

        /**
         * When folders become versions: {@code on-change} with the embedded database, {@code first-start} otherwise.
         */
        @WithName("import")
        FolderImport importFolders();

        /** How long the server waits for rule sets to compile before it opens its port; the rest goes on behind it. */
        @WithDefault("5M")
        Duration startWait();

        /** Compiled versions kept beside the active ones, for requests that name a version. */
        @WithDefault("32")
        int loadedVersions();

        /**
         * Folder for compiled rule sets, so that a start need not compile them again; nothing is kept when it is empty.
         * Relative to the working directory.
         */
        @WithDefault("data/modules")
        Optional<Path> modulesDirectory();

        /** Threads that compile rule sets. */
        @WithDefault("1")
        int compilers();

        /**
         * How far ahead an activation is announced to all servers; nothing comes into force sooner than this after it is asked
         * for. A server that has not heard from its database for nine tenths of it stops evaluating with active versions. 0.2
         * seconds with the embedded database, which has no other server, and 3 seconds otherwise.
         */
        Duration activationLead();

        /** How often a server asks the database what is in force, should a message be lost. */
        @WithDefault("0.5S")
        Duration pollInterval();

        /** How long an activation waits for the other servers to have the version ready; then it goes on without them. */
        @WithDefault("30S")
        Duration prepareWait();

        /** How many people must approve a version, even if its manifest asks for fewer. */
        @WithDefault("1")
        int minimumApprovals();

        /** Longest time for which one person may activate a version without approval. */
        @WithDefault("4H")
        Duration breakGlassTime();

        /** How long a request waits for a check or a test before it is answered that it goes on. */
        @WithDefault("20S")
        Duration reportWait();
    }

    /** Rule sets that are kept in Git: every commit that changes one becomes a draft. */
    interface Git {
        /** Folder for copies of the repositories. Relative to the working directory. */
        @WithDefault("data/git")
        Path directory();

        /** What to follow, by rule set. */
        Map<String, Followed> follow();
    }

    /** A rule set in a Git repository. */
    interface Followed {
        /** Address of the repository: {@code https}, or {@code file}. */
        String url();

        /** Branch. */
        @WithDefault("main")
        String branch();

        /** Folder of the rule set in the repository; {@code rules/<name>} when not given. */
        Optional<String> path();

        /** How often the repository is asked for new commits. */
        @WithDefault("1M")
        Duration interval();

        /** Name to log in with; no login when not given. */
        Optional<String> username();

        /** Password or token to log in with. */
        Optional<String> password();
    }

    /** When a rule-set folder is imported as a version. */
    enum FolderImport {
        /** At every start, whenever a folder's content is not the active version's. */
        ON_CHANGE,
        /** Only rule sets that the database does not know. */
        FIRST_START,
        /** Never. */
        NEVER
    }

    /** Evaluations. */
    interface Evaluation {
        /** Longest request, and longest line of a batch; above it the answer is 413. */
        @WithDefault("32M")
        MemorySize longestBody();

        /** Portfolios of one batch; those after it are answered with 413. */
        @WithDefault("100000")
        int portfoliosPerBatch();

        /** Evaluations and batches under way at once; above it the answer is 429. */
        @WithDefault("128")
        int concurrentRequests();

        /** How long the caller of a batch may pause in reading its answers before it is hung up on. */
        @WithDefault("60S")
        Duration readingPause();

        /**
         * Share of evaluations that are repeated in a Drools session, off the request's path, and compared; zero to one.
         */
        @WithDefault("0.001")
        double comparedShare();
    }

    /** The decision log. */
    interface DecisionLog {
        /** Records that may wait for a commit; above it, an evaluation is refused with 503. */
        @WithDefault("4096")
        int queueCapacity();

        /** Most records that share one commit. */
        @WithDefault("256")
        int batchRecords();

        /** Most bytes, of requests and results, that share one commit; a larger record goes alone. */
        @WithDefault("16M")
        MemorySize batchBytes();

        /** Threads that write, each with a connection of its own. */
        @WithDefault("1")
        int writers();

        /** How long an evaluation waits for its record's commit before it is refused with 503. */
        @WithDefault("5S")
        Duration commitTimeout();

        /** How often a log that cannot be written is tried again. */
        @WithDefault("0.5S")
        Duration retryInterval();

        /**
         * How long decisions are kept: whole years or months, at least five years, as ISO 8601 ({@code P10Y}). For ever when not
         * given. They go by the month, when the last of the month is old enough.
         */
        Optional<Period> retention();

        /**
         * Fields whose values are masked before a decision is recorded, separated by commas: {@code requestId}, {@code portfolio},
         * {@code account}, {@code caller}. Nobody can search for them afterwards.
         */
        Optional<List<String>> maskedFields();

        /** File with the secret that masks are salted with, at least 32 bytes. Needed when fields are masked. */
        Optional<Path> maskingKey();
    }

    /** The tamper-evident log that decisions and audit events are entries of. */
    interface Ledger {
        /**
         * Folder for the witness' file, and for the key that is made with the embedded database: {@code ledger} in its folder, or else
         * {@code data/ledger}. Relative to the working directory.
         */
        @WithDefault("data/ledger")
        Path directory();

        /**
         * File with the Ed25519 key that signs tree heads, in PEM (PKCS#8), as {@code openssl genpkey -algorithm ed25519} makes it.
         * Without it, {@code key.pem} in the folder, which is made if need be with the embedded database only.
         */
        Optional<Path> signingKey();

        /** Earlier keys, whose heads are still believed, as C2SP verifier keys separated by commas. */
        Optional<List<String>> verificationKeys();

        /** The witness' file; {@code witness.ndjson} in the folder when not given. Best on another machine's disk. */
        Optional<Path> witnessFile();

        /** How often a tree head is signed and witnessed, when there are new entries. */
        @WithDefault("1S")
        Duration headInterval();

        /** Entries after which a tree head is signed at once. */
        @WithDefault("1000")
        int headEntries();

        /** How long entries are taken while no head can be signed or witnessed; then they are refused with 503. */
        @WithDefault("5M")
        Duration unwitnessedLimit();
    }

    /** Who may call. */
    interface Security {
        /**
         * Whether the users {@code author}, {@code approver}, {@code activator}, {@code evaluator}, {@code auditor} and
         * {@code admin}, and {@code officer} who is author, approver and activator in one, may log in with their name as
         * password. On with the embedded database, as long as the server
         * listens on loopback only.
         */
        boolean demoUsers();
    }

    /** This server among its replicas. */
    interface Node {
        /** Its name; the host's when not given. */
        Optional<String> name();
    }
}
