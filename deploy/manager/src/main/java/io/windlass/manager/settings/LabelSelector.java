package io.windlass.manager.settings;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label selector as a person types it, in the words of {@code kubectl -l}: {@code app=web,!old,
 * tier in (a,b)}.
 *
 * @param expressions {@code matchExpressions} of the API
 */
public record LabelSelector(List<Json> expressions) {
  /** Selects everything. */
  public static final LabelSelector ALL = new LabelSelector(List.of());

  private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^()]+)\\)");
  private static final Pattern EQUALITY =
      Pattern.compile("([^!=\\s]+)\\s*(==|=|!=)\\s*([^!=\\s]*)");
  private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*([^!=\\s()]+)");

  public LabelSelector {
    expressions = List.copyOf(expressions);
  }

  /**
   * Reads a selector; empty text selects everything.
   *
   * @throws IllegalArgumentException with the part that is none
   */
  public static LabelSelector parse(String text) {
    List<Json> expressions = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : BETWEEN.split(text, -1)) {
        expressions.add(expression(part.strip()));
      }
    }
    return new LabelSelector(expressions);
  }

  /** The object of the API; empty if it selects everything. */
  public Json.Obj json() {
    return expressions.isEmpty()
        ? Json.Obj.EMPTY
        : Json.Obj.EMPTY.with("matchExpressions", Json.of(expressions));
  }

  /** This one, and not where a label has one of these values. */
  public LabelSelector except(String key, List<String> values) {
    List<Json> more = new ArrayList<>(expressions);
    more.add(of(key, "NotIn", values));
    return new LabelSelector(more);
  }

  private static Json.Obj expression(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      List<String> values =
          Arrays.stream(set.group(3).split(",", -1)).map(String::strip).sorted().toList();
      return of(set.group(1), set.group(2).equals("in") ? "In" : "NotIn", values);
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      String operator = equality.group(2).equals("!=") ? "NotIn" : "In";
      return of(equality.group(1), operator, List.of(equality.group(3)));
    }
    Matcher presence = PRESENCE.matcher(part);
    if (presence.matches()) {
      boolean isAbsent = !presence.group(1).isEmpty();
      return of(presence.group(2), isAbsent ? "DoesNotExist" : "Exists", List.of());
    }
    throw new IllegalArgumentException("no part of a label selector: '" + part + "'");
  }

  private static Json.Obj of(String key, String operator, List<String> values) {
    Json.Obj expression = Json.Obj.EMPTY.with("key", key).with("operator", operator);
    return values.isEmpty()
        ? expression
        : expression.with("values", Json.of(values.stream().map(Json::of).toList()));
  }
}
