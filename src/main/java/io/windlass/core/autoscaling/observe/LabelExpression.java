package io.windlass.core.autoscaling.observe;

import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads selectors as a scale writes them: {@code app=web,!old,tier in (a,b)}. Stateless. */
public final class LabelExpression {
  private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)");
  private static final Pattern EQUALITY =
      Pattern.compile("([^!=\\s]+)\\s*(==|=|!=)\\s*([^!=\\s]*)");
  private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*([^!=\\s()]+)");

  private LabelExpression() {}

  /** The selector; empty if the text is empty, which selects no pods here, or is none. */
  public static Optional<Selector> read(String text) {
    List<Requirement> requirements = new ArrayList<>();
    if (text.isBlank()) {
      return Optional.empty();
    }
    for (String part : BETWEEN.split(text, -1)) {
      Optional<Requirement> requirement = requirement(part.strip());
      if (requirement.isEmpty()) {
        return Optional.empty();
      }
      requirements.add(requirement.get());
    }
    return Optional.of(new Selector(requirements));
  }

  private static Optional<Requirement> requirement(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      NavigableSet<String> values = new TreeSet<>();
      Arrays.stream(set.group(3).split(",", -1)).map(String::strip).forEach(values::add);
      return Optional.of(
          set.group(2).equals("in")
              ? new Requirement.In(set.group(1), values)
              : new Requirement.NotIn(set.group(1), values));
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      return Optional.of(
          equality.group(2).equals("!=")
              ? new Requirement.NotIn(equality.group(1), new TreeSet<>(List.of(equality.group(3))))
              : new Requirement.Is(equality.group(1), equality.group(3)));
    }
    Matcher presence = PRESENCE.matcher(part);
    if (!presence.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        presence.group(1).isEmpty()
            ? new Requirement.Exists(presence.group(2))
            : new Requirement.DoesNotExist(presence.group(2)));
  }
}
