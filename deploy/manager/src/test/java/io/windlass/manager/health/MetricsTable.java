package io.windlass.manager.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of {@code deploy/docs/metrics.md}, and what a manager exposes, in one form. */
public record MetricsTable(Map<String, Family> families) {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+?)(_bucket|_count|_sum)?\\{(.*)} .*");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Set<String> OF_THE_FORMAT = Set.of("le", "quantile");

  /** Metrics of one name. */
  public record Family(String type, Set<String> labels, boolean always) {}

  /** What the documentation says. */
  public static MetricsTable documented() throws IOException {
    Path page = Path.of(System.getProperty("windlass.root"), "deploy", "docs", "metrics.md");
    Map<String, Family> families = new TreeMap<>();
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("| `")) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        families.put(
            cells.get(1).replace("`", ""),
            new Family(cells.get(2), words(cells.get(3)), cells.get(4).equals("always")));
      }
    }
    return new MetricsTable(families);
  }

  private static Set<String> words(String cell) {
    return Arrays.stream(cell.split("[ ,]+"))
        .filter(Predicate.not(String::isEmpty))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the text of {@code /metrics} says; gauges of maxima belong to what they are maxima of. */
  public static MetricsTable exposed(String text) {
    Map<String, String> types = new TreeMap<>();
    Matcher type = TYPE.matcher(text);
    while (type.find()) {
      types.put(type.group(1), type.group(2));
    }
    Map<String, Family> families = new TreeMap<>();
    types.forEach(
        (name, of) -> {
          boolean isMaximum = name.endsWith("_max") && types.containsKey(name.replace("_max", ""));
          if (!isMaximum) {
            families.put(name, new Family(of, labels(text, name), false));
          }
        });
    return new MetricsTable(families);
  }

  private static Set<String> labels(String text, String family) {
    Set<String> labels = new TreeSet<>();
    text.lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .filter(sample -> sample.group(1).equals(family))
        .map(sample -> LABEL.matcher(sample.group(3)))
        .flatMap(Matcher::results)
        .map(label -> label.group(1))
        .filter(Predicate.not(OF_THE_FORMAT::contains))
        .forEach(labels::add);
    return labels;
  }

  /** Names, types and labels as lines, to be compared. */
  public Set<String> lines() {
    return lines(family -> true);
  }

  /** The same for those that are there from the start. */
  public Set<String> linesFromTheStart() {
    return lines(Family::always);
  }

  private Set<String> lines(Predicate<Family> rule) {
    return families.entrySet().stream()
        .filter(entry -> rule.test(entry.getValue()))
        .map(e -> "%s %s %s".formatted(e.getKey(), e.getValue().type, e.getValue().labels))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
