package io.windlass.devcluster.chaos;

import io.windlass.devcluster.chaos.ChaosPlan.Match;
import io.windlass.devcluster.chaos.ChaosPlan.Outage;
import io.windlass.devcluster.chaos.ChaosPlan.Rule;
import io.windlass.devcluster.chaos.ChaosPlan.Span;
import io.windlass.devcluster.chaos.ChaosPlan.Target;
import io.windlass.devcluster.chaos.ChaosPlan.When;
import io.windlass.devcluster.file.FileField;
import io.windlass.devcluster.file.UnusableFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a file of chaos rules (YAML). Everything in it must be understood. Stateless. */
public final class ChaosFile {
  private static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
  private static final List<String> NODE_FAULTS = List.of("unreachable", "not-ready");
  private static final List<String> POD_FAULTS = List.of("delete", "crash", "not-ready");

  private ChaosFile() {}

  /** Reads the text of a file; throws {@link UnusableFile}. */
  public static ChaosPlan read(byte[] yaml) {
    FileField root = FileField.ofFile(yaml);
    root.only(Set.of("seed", "rules", "outages"));
    List<Rule> rules = new ArrayList<>();
    root.elements("rules").forEach(rule -> rules.add(rule(rule)));
    List<Outage> outages = new ArrayList<>();
    root.elements("outages").forEach(outage -> outages.add(outage(outage)));
    if (rules.isEmpty() && outages.isEmpty()) {
      throw root.fault("states neither rules nor outages", "Add at least one of them");
    }
    return new ChaosPlan(root.field("seed").whole(0), rules, outages);
  }

  private static Rule rule(FileField rule) {
    rule.only(Set.of("name", "match", "probability", "count", "from", "until", "effect"));
    FileField probability = rule.field("probability");
    double chance = probability.isSet() ? probability.number() : 1;
    if (chance < 0 || chance > 1) {
      throw probability.fault("is no probability", "Give a number from 0 to 1");
    }
    FileField count = rule.field("count");
    Optional<Integer> most =
        count.isSet() ? Optional.of(Math.toIntExact(count.whole(0))) : Optional.empty();
    Match match = match(rule.field("match"));
    When when = new When(chance, most, span(rule));
    String name = rule.field("name").isSet() ? rule.field("name").text() : rule.path();
    return new Rule(name, match, when, EffectReader.read(rule.field("effect"), match.verbs()));
  }

  private static Span span(FileField rule) {
    FileField until = rule.field("until");
    Duration from = rule.field("from").duration(Duration.ZERO);
    Optional<Duration> end =
        until.isSet() ? Optional.of(until.duration(Duration.ZERO)) : Optional.empty();
    if (end.filter(e -> e.compareTo(from) <= 0).isPresent()) {
      throw until.fault("is not after from", "Let the rule end after it begins");
    }
    return new Span(from, end);
  }

  private static Match match(FileField match) {
    match.only(Set.of("verbs", "resources", "namespaces", "names", "agents"));
    List<String> verbs = match.field("verbs").texts();
    for (String verb : verbs) {
      match.field("verbs").oneOf(verb, VERBS);
    }
    return new Match(
        verbs,
        match.field("resources").texts(),
        match.field("namespaces").texts(),
        match.field("names").glob(),
        match.field("agents").glob());
  }

  private static Outage outage(FileField outage) {
    outage.only(Set.of("name", "at", "every", "for", "node", "pods"));
    FileField every = outage.field("every");
    Optional<Duration> period =
        every.isSet() ? Optional.of(every.duration(Duration.ZERO)) : Optional.empty();
    if (period.filter(p -> !p.isPositive()).isPresent()) {
      throw every.fault("is no time", "Give a duration such as 1m");
    }
    String name = outage.field("name").isSet() ? outage.field("name").text() : outage.path();
    return new Outage(
        name,
        target(outage),
        outage.field("at").duration(Duration.ZERO),
        period,
        outage.field("for").duration(Duration.ofSeconds(30)));
  }

  private static Target target(FileField outage) {
    FileField node = outage.field("node");
    FileField pods = outage.field("pods");
    if (node.isSet() == pods.isSet()) {
      throw outage.fault("names no single target", "Give it either node or pods");
    }
    if (node.isSet()) {
      node.only(Set.of("name", "fault"));
      String how = node.field("fault").isSet() ? node.field("fault").text() : "unreachable";
      node.field("fault").oneOf(how, NODE_FAULTS);
      return new Target.Node(node.field("name").text(), how);
    }
    pods.only(Set.of("namespace", "selector", "fault", "count"));
    String how = pods.field("fault").isSet() ? pods.field("fault").text() : "delete";
    pods.field("fault").oneOf(how, POD_FAULTS);
    return new Target.Pods(
        pods.field("namespace").text(),
        pods.field("selector").isSet() ? pods.field("selector").text() : "",
        how,
        Math.toIntExact(pods.field("count").whole(1)));
  }
}
