package org.plimsoll.engine;

import java.time.Duration;

/**
 * What the engine will take on. Rule files come from people who may mean harm, so everything has an end.
 *
 * @param files most files of a rule set
 * @param fileBytes most bytes of one file
 * @param totalBytes most bytes of all files together
 * @param rules most rules of a rule set, rows of decision tables included
 * @param tableRows most rows of a decision table
 * @param tableColumns most columns of a decision table
 * @param compileTime longest time a compilation may take
 * @param compilations most compilations at the same time; one that ran out of time counts until it really ends
 * @param facts most facts of one call
 * @param firings most firings of one call
 * @param steps most steps of rule code of one call; a step stands for a call the code makes
 * @param matches most combinations of facts that the rules of one call may have to look at, and facts that meet a condition,
 *     together; what the engine keeps of one takes up to 160 bytes
 * @param fireTime longest time one call may take
 */
public record EngineLimits(
        int files,
        int fileBytes,
        int totalBytes,
        int rules,
        int tableRows,
        int tableColumns,
        Duration compileTime,
        int compilations,
        int facts,
        int firings,
        long steps,
        long matches,
        Duration fireTime) {

    /**
     * 200 files of 2 MB, 16 MB together; 10,000 rules; two minutes; 20,000 facts, 200,000 firings, a hundred million
     * steps, two million matches and ten seconds a call.
     */
    public static final EngineLimits DEFAULT = new EngineLimits(
            200,
            2 << 20,
            16 << 20,
            10_000,
            10_000,
            100,
            Duration.ofMinutes(2),
            4,
            20_000,
            200_000,
            100_000_000,
            2_000_000,
            Duration.ofSeconds(10));

    /** These limits with another {@code compileTime}. */
    public EngineLimits withCompileTime(Duration value) {
        return new EngineLimits(
                files,
                fileBytes,
                totalBytes,
                rules,
                tableRows,
                tableColumns,
                value,
                compilations,
                facts,
                firings,
                steps,
                matches,
                fireTime);
    }

    /** These limits with another {@code compilations}. */
    public EngineLimits withCompilations(int value) {
        return new EngineLimits(
                files,
                fileBytes,
                totalBytes,
                rules,
                tableRows,
                tableColumns,
                compileTime,
                value,
                facts,
                firings,
                steps,
                matches,
                fireTime);
    }

    /** These limits with another {@code facts}. */
    public EngineLimits withFacts(int value) {
        return new EngineLimits(
                files,
                fileBytes,
                totalBytes,
                rules,
                tableRows,
                tableColumns,
                compileTime,
                compilations,
                value,
                firings,
                steps,
                matches,
                fireTime);
    }

    /** These limits with another {@code firings}. */
    public EngineLimits withFirings(int value) {
        return new EngineLimits(
                files,
                fileBytes,
                totalBytes,
                rules,
                tableRows,
                tableColumns,
                compileTime,
                compilations,
                facts,
                value,
                steps,
                matches,
                fireTime);
    }

    /** These limits with another {@code steps}. */
    public EngineLimits withSteps(long value) {
        return new EngineLimits(
                files,
                fileBytes,
                totalBytes,
                rules,
                tableRows,
                tableColumns,
                compileTime,
                compilations,
                facts,
                firings,
                value,
                matches,
                fireTime);
    }

    /** These limits with another {@code matches}. */
    public EngineLimits withMatches(long value) {
        return new EngineLimits(
                files,
                fileBytes,
                totalBytes,
                rules,
                tableRows,
                tableColumns,
                compileTime,
                compilations,
                facts,
                firings,
                steps,
                value,
                fireTime);
    }

    /** These limits with another {@code fireTime}. */
    public EngineLimits withFireTime(Duration value) {
        return new EngineLimits(
                files,
                fileBytes,
                totalBytes,
                rules,
                tableRows,
                tableColumns,
                compileTime,
                compilations,
                facts,
                firings,
                steps,
                matches,
                value);
    }
}
