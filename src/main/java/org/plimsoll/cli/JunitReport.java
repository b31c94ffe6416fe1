package org.plimsoll.cli;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseResult;
import org.plimsoll.cases.Check;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.Diagnostic;

/**
 * Reports as build servers read them: a suite for each rule set; in it a test for each file, and, of {@code test}, one for
 * each case and one for coverage. Times are left out of checks, which have none of their own.
 */
final class JunitReport {
    private static final double NANOS_OF_A_SECOND = 1e9;

    private JunitReport() {}

    /** A test; {@code failure} is null when it passed. */
    private record Test(
            String className,
            String name,
            @Nullable String file,
            int line,
            double seconds,
            @Nullable String failure) {}

    private record Suite(String name, List<Test> tests) {
        long failures() {
            return tests.stream().filter(test -> test.failure() != null).count();
        }
    }

    static String ofChecks(List<RuleSetCheck> checks) {
        return write(checks.stream()
                .map(check -> new Suite(check.folder().files().name() + " check", files(check)))
                .toList());
    }

    static String ofTests(List<RuleSetTest> tests) {
        return write(tests.stream()
                .map(test -> {
                    List<Test> all = new ArrayList<>(files(test.check()));
                    CaseReport report = test.report();
                    if (report != null) {
                        report.results().forEach(result -> all.add(ofCase(test.check(), result)));
                        all.add(coverage(test, report));
                    }
                    return new Suite(test.check().folder().files().name() + " test", all);
                })
                .toList());
    }

    private static List<Test> files(RuleSetCheck check) {
        List<Test> tests = new ArrayList<>();
        for (String file : check.folder().files().files().keySet()) {
            List<Diagnostic> errors = check.diagnostics().stream()
                    .filter(found -> found.severity() == Diagnostic.Severity.ERROR
                            && found.file().equals(file))
                    .toList();
            tests.add(new Test(
                    className(check, "check"),
                    file,
                    path(check, file),
                    errors.isEmpty() ? 0 : errors.get(0).line(),
                    0,
                    errors.isEmpty() ? null : lines(errors)));
        }
        return tests;
    }

    private static Test ofCase(RuleSetCheck check, CaseResult result) {
        StringBuilder failure = new StringBuilder();
        for (Check failed : result.failures()) {
            failure.append(path(check, result.tested().file()))
                    .append(':')
                    .append(failed.line())
                    .append(": ")
                    .append(failed.path())
                    .append(": expected ")
                    .append(failed.expected())
                    .append(", actual ")
                    .append(failed.actual())
                    .append('\n');
        }
        return new Test(
                className(check, result.tested().file()),
                result.tested().name(),
                path(check, result.tested().file()),
                result.tested().line(),
                result.elapsed().toNanos() / NANOS_OF_A_SECOND,
                result.passed() ? null : failure.toString());
    }

    private static Test coverage(RuleSetTest test, CaseReport report) {
        StringBuilder failure = new StringBuilder();
        if (report.results().isEmpty()) {
            failure.append("there is no case\n");
        }
        if (!test.isCovered()) {
            failure.append("rules that no case fires, with a minimumCoverage of ")
                    .append(test.minimumCoverage().toPlainString())
                    .append(":\n");
            for (RuleReference rule : report.unfired()) {
                failure.append(path(test.check(), rule.file()))
                        .append(':')
                        .append(rule.line())
                        .append(": ")
                        .append(rule.name())
                        .append('\n');
            }
        }
        return new Test(
                className(test.check(), "coverage"),
                "cases fire enough rules",
                null,
                0,
                0,
                failure.isEmpty() ? null : failure.toString());
    }

    private static String className(RuleSetCheck check, String what) {
        return check.folder().files().name() + "." + what.replace('.', '_').replace('/', '.');
    }

    private static String path(RuleSetCheck check, String file) {
        return check.folder().place(file).toString().replace('\\', '/');
    }

    private static String lines(List<Diagnostic> errors) {
        StringBuilder lines = new StringBuilder();
        errors.forEach(error -> lines.append(error).append('\n'));
        return lines.toString();
    }

    private static String write(List<Suite> suites) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeAttribute(
                    "tests",
                    Integer.toString(suites.stream()
                            .mapToInt(suite -> suite.tests().size())
                            .sum()));
            xml.writeAttribute(
                    "failures",
                    Long.toString(suites.stream().mapToLong(Suite::failures).sum()));
            for (Suite suite : suites) {
                write(suite, xml);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void write(Suite suite, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite.name());
        xml.writeAttribute("tests", Integer.toString(suite.tests().size()));
        xml.writeAttribute("failures", Long.toString(suite.failures()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        for (Test test : suite.tests()) {
            write(test, xml);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void write(Test test, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", plain(test.className()));
        xml.writeAttribute("name", plain(test.name()));
        if (test.file() != null) {
            xml.writeAttribute("file", plain(test.file()));
        }
        if (test.line() > 0) {
            xml.writeAttribute("line", Integer.toString(test.line()));
        }
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.6f", test.seconds()));
        if (test.failure() != null) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement("failure");
            String text = plain(test.failure());
            xml.writeAttribute("message", text.lines().findFirst().orElse(""));
            xml.writeCharacters(text);
            xml.writeEndElement();
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    /** Without what XML 1.0 cannot hold. */
    private static String plain(String text) {
        return text.codePoints()
                .filter(c -> c == '\n'
                        || c == '\t'
                        || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
