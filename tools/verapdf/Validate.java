import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files with veraPDF.
 *
 * <p>Reads lines of flavour (such as ua1, 2a, 3a, ua2), tab and path from standard input. Writes lines of five fields
 * parted by tabs: flavour, path, rule (clause and number), how often it fails, and the first place with its message. A
 * file without failures gives one line with the rule "-" and the number of checks that were made.
 */
public final class Validate {
    private Validate() {}

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String job = jobs.readLine(); job != null; job = jobs.readLine()) {
            String[] fields = job.split("\t", 2);
            validate(fields[0], fields[1], out);
        }
    }

    private static void validate(String name, String path, PrintStream out) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("veraPDF knows no flavour " + name);
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, TestAssertion> first = new TreeMap<>();
            result.getFailedChecks().forEach((rule, count) -> counts.put(rule(rule.getClause(), rule.getTestNumber()), count));
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = rule(check.getRuleId().getClause(), check.getRuleId().getTestNumber());
                    counts.putIfAbsent(rule, 1);
                    first.putIfAbsent(rule, check);
                }
            }
            if (counts.isEmpty() != result.isCompliant()) {
                counts.putIfAbsent("result", 1);
            }
            if (counts.isEmpty()) {
                out.println(String.join("\t", name, path, "-", Integer.toString(result.getTotalAssertions()), ""));
            }
            for (Map.Entry<String, Integer> failed : counts.entrySet()) {
                TestAssertion check = first.get(failed.getKey());
                String place = check == null ? "" : check.getLocation().getContext() + ": " + check.getErrorMessage();
                out.println(String.join("\t", name, path, failed.getKey(), failed.getValue().toString(),
                        place.replaceAll("\\s+", " ")));
            }
        }
    }

    private static String rule(String clause, int number) {
        return clause + "-" + number;
    }
}
