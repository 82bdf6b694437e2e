package io.windlass.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that says what is covered, row by row: {@code | what can be seen | shown by |}. Names of
 * tests are {@code `Class`}, {@code `Class#method`} or {@code `Class#method "row"`}; a row that
 * begins with {@code n/a:} may name none.
 */
record ConformancePage(String text) {
  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\|(?: (.*))? \\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+)(?:#(\\w+)(?: \"([^\"]+)\")?)?`");
  private static final Pattern TABLE =
      Pattern.compile("(?:textBlock = (?=\\w+\\.)|return (?=\\w+\\.ROWS;))(\\w+)");
  private static final Pattern DECISION = Pattern.compile("(?:decisions?|and) (\\d+\\.\\d+)");

  /**
   * What the page says in vain.
   *
   * @param testsByClass sources by the simple name of their class, which several may share
   */
  List<String> faults(Map<String, List<String>> testsByClass, String register) {
    List<String> faults = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !row.group(1).startsWith("what ") && !row.group(1).startsWith("---")) {
        faults.addAll(faults(row.group(1), row.group(2), testsByClass));
      }
      DECISION
          .matcher(line)
          .results()
          .map(found -> "### " + found.group(1) + " ")
          .filter(heading -> !register.contains(heading))
          .forEach(heading -> faults.add("no decision " + heading + "in: " + line));
    }
    return faults;
  }

  private static List<String> faults(String seen, String shownBy, Map<String, List<String>> tests) {
    List<String> faults = new ArrayList<>();
    Matcher named = TEST.matcher(Optional.ofNullable(shownBy).orElse(""));
    int names = 0;
    while (named.find()) {
      names++;
      Optional<String> method = Optional.ofNullable(named.group(2));
      Optional<String> row = Optional.ofNullable(named.group(3));
      boolean there =
          tests.getOrDefault(named.group(1), List.of()).stream()
              .anyMatch(
                  source ->
                      method.map(name -> source.contains("void " + name + "(")).orElse(true)
                          && row.map(words -> hasRow(source, words, tests)).orElse(true));
      if (!there) {
        faults.add("no test " + named.group() + " for: " + seen);
      }
    }
    if (names == 0 && !seen.startsWith("n/a: ")) {
      faults.add("nothing shows: " + seen);
    }
    return faults;
  }

  /** Whether a test has a row, in its own source or in that of the class that keeps its table. */
  private static boolean hasRow(String source, String words, Map<String, List<String>> tests) {
    return source.contains(words)
        || TABLE
            .matcher(source)
            .results()
            .flatMap(table -> tests.getOrDefault(table.group(1), List.of()).stream())
            .anyMatch(other -> other.contains(words));
  }

  /** How many rows there are. */
  long size() {
    return text.lines().filter(line -> ROW.matcher(line).matches()).count();
  }
}
