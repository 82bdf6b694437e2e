package io.windlass.oam.status;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Problem;
import io.windlass.oam.document.Severity;
import io.windlass.oam.model.Generation;
import io.windlass.oam.render.InstanceReport;
import io.windlass.oam.render.TraitReport;
import io.windlass.oam.status.Health.State;
import io.windlass.oam.status.Landed.Outcome;
import io.windlass.oam.translate.Translation;
import io.windlass.oam.translate.Unsatisfied;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The status of an application: one line for {@code kubectl get}, and for each instance and trait
 * what became of it.
 *
 * @param observed the generation of the document that it is about
 * @param landed what became of the objects, in the order in which they were applied
 * @param leftovers what should be gone and is not yet
 */
public record ApplicationStatus(
    long observed,
    Translation translation,
    List<Landed> landed,
    List<Leftover> leftovers,
    Inventory inventory) {
  private static final int LONGEST_MESSAGE = 1024;

  public ApplicationStatus {
    landed = List.copyOf(landed);
    leftovers = List.copyOf(leftovers);
  }

  /** An object that could not be removed. */
  public record Leftover(String object, String why) {}

  /**
   * The status as a document.
   *
   * @param before the status so far; times of unchanged conditions stay
   */
  public Json.Obj json(Json.Obj before, Instant now) {
    Map<String, Json> fields = new TreeMap<>();
    fields.put("observedGeneration", Json.of(observed));
    fields.put("generation", Json.of(generation().name().toLowerCase(Locale.ROOT)));
    fields.put("phase", Json.of(phase()));
    fields.put("message", Json.of(cut(message())));
    fields.put("instancesReady", Json.of(readyInstances() + "/" + translation.instances().size()));
    fields.put("conditions", Json.of(conditions(before, now)));
    fields.put("inventory", inventory.json());
    put(fields, "instances", translation.instances().stream().map(this::instance).toList());
    put(fields, "unsatisfied", translation.unsatisfied().stream().map(this::unsatisfied).toList());
    put(
        fields,
        "problems",
        translation.problems().stream().map(ApplicationStatus::problem).toList());
    return new Json.Obj(fields);
  }

  /** The status of a document for which nothing is done; what it has stays listed. */
  public static Json.Obj held(Json.Obj document, String reason, String why, Instant now) {
    long observed = document.number("metadata", "generation").orElse(0L);
    Json.Obj before = document.object("status");
    List<Json> conditions =
        List.of(
            timed(condition("Applied", false, reason, why).object(), observed, before, now),
            timed(condition("Ready", false, reason, why).object(), observed, before, now));
    return before
        .with("observedGeneration", Json.of(observed))
        .with("phase", "Held")
        .with("message", cut(why))
        .with("conditions", Json.of(conditions));
  }

  private Generation generation() {
    return translation.application().generation();
  }

  private static void put(Map<String, Json> fields, String name, List<Json> list) {
    if (!list.isEmpty()) {
      fields.put(name, Json.of(list));
    }
  }

  /** How far it has come, in one word. */
  public String phase() {
    if (translation.refused()) {
      return "Refused";
    }
    if (isFailing()) {
      return "Failing";
    }
    if (!translation.unsatisfied().isEmpty()) {
      return "Waiting";
    }
    return isReady() ? "Ready" : "Progressing";
  }

  private boolean isFailing() {
    return !isApplied() || landed.stream().anyMatch(each -> each.health().state() == State.FAILED);
  }

  private boolean isApplied() {
    return leftovers.isEmpty()
        && landed.stream().allMatch(each -> each.outcome() instanceof Outcome.There);
  }

  private boolean isHealthy() {
    return landed.stream()
        .map(each -> each.health().state())
        .allMatch(state -> state == State.READY || state == State.UNKNOWN);
  }

  private boolean isReady() {
    return !translation.refused()
        && isApplied()
        && isHealthy()
        && translation.unsatisfied().isEmpty()
        && translation.instances().stream().noneMatch(ApplicationStatus::waits);
  }

  private static boolean waits(InstanceReport instance) {
    return instance.traits().stream().anyMatch(it -> it.state() == TraitReport.State.WAITING);
  }

  /** What it waits for or why it was refused; empty when all is well. */
  public String message() {
    List<String> words = new ArrayList<>();
    translation.problems().stream()
        .filter(Problem::refuses)
        .forEach(problem -> words.add(problem.path() + ": " + problem.message()));
    for (Landed each : landed) {
      Health health = each.health();
      if (health.state() == State.FAILED || health.state() == State.PROGRESSING) {
        words.add(each.rendered().ref() + ": " + health.message());
      }
    }
    leftovers.forEach(each -> words.add(each.object() + " is not removed yet: " + each.why()));
    translation
        .unsatisfied()
        .forEach(
            each ->
                words.add(
                    "%s waits for %s of %s: %s"
                        .formatted(each.to(), each.fieldPath(), each.from(), each.reason())));
    return String.join("; ", words);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 3) + "...";
  }

  private long readyInstances() {
    return translation.instances().stream().filter(this::isReady).count();
  }

  private boolean isReady(InstanceReport instance) {
    List<Landed> own = of(instance.name());
    return !translation.refused()
        && !waits(instance)
        && !own.isEmpty()
        && own.stream()
            .map(each -> each.health().state())
            .allMatch(state -> state == State.READY || state == State.UNKNOWN);
  }

  private List<Landed> of(String instance) {
    return landed.stream().filter(each -> each.rendered().instance().equals(instance)).toList();
  }

  private List<Json> conditions(Json.Obj before, Instant now) {
    boolean valid = !translation.refused();
    List<Json> all = new ArrayList<>();
    all.add(condition("Valid", valid, valid ? "Understood" : firstReason(), refusals()));
    all.add(condition("Rendered", valid, valid ? "Rendered" : "NotValid", ""));
    all.add(condition("Applied", valid && isApplied(), appliedReason(valid), failures()));
    all.add(
        condition(
            "Healthy", valid && isHealthy(), valid && isHealthy() ? "Healthy" : "NotHealthy", ""));
    all.add(condition("Ready", isReady(), phase(), cut(message())));
    return all.stream().map(each -> timed(each.object(), observed, before, now)).toList();
  }

  private String firstReason() {
    return translation.problems().stream()
        .filter(Problem::refuses)
        .map(Problem::reason)
        .findFirst()
        .orElse("Refused");
  }

  private String refusals() {
    return cut(
        translation.problems().stream()
            .filter(Problem::refuses)
            .map(Problem::toString)
            .collect(Collectors.joining("; ")));
  }

  private String appliedReason(boolean valid) {
    if (!valid) {
      return "NotValid";
    }
    return landed.stream()
        .flatMap(each -> failure(each).stream())
        .map(Outcome.Failed::reason)
        .findFirst()
        .orElse(leftovers.isEmpty() ? "Applied" : "NotRemoved");
  }

  private String failures() {
    return cut(
        landed.stream()
            .flatMap(each -> failure(each).stream())
            .map(Outcome.Failed::message)
            .collect(Collectors.joining("; ")));
  }

  private static Optional<Outcome.Failed> failure(Landed each) {
    return each.outcome() instanceof Outcome.Failed failed ? Optional.of(failed) : Optional.empty();
  }

  private static Json condition(String type, boolean value, String reason, String message) {
    return Json.Obj.EMPTY
        .with("type", type)
        .with("status", value ? "True" : "False")
        .with("reason", reason)
        .with("message", message);
  }

  private static Json timed(Json.Obj condition, long observed, Json.Obj before, Instant now) {
    String since =
        before.items("conditions").stream()
            .map(Json::object)
            .filter(it -> it.text("type").equals(condition.text("type")))
            .filter(it -> it.text("status").equals(condition.text("status")))
            .flatMap(it -> it.text("lastTransitionTime").stream())
            .findFirst()
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return condition
        .with("lastTransitionTime", since)
        .with("observedGeneration", Json.of(observed));
  }

  private Json instance(InstanceReport report) {
    Map<String, Json> fields = new TreeMap<>();
    fields.put("name", Json.of(report.name()));
    fields.put("component", Json.of(report.component()));
    if (!report.revision().isEmpty()) {
      fields.put("revision", Json.of(report.revision()));
    }
    fields.put("workloadRef", report.workload().json());
    fields.put("replicasOwner", Json.of(report.replicasOwner()));
    workload(report).map(Landed::health).ifPresent(health -> counts(fields, health));
    put(fields, "traits", report.traits().stream().map(this::trait).toList());
    put(fields, "notes", report.notes().stream().map(Json::of).toList());
    return new Json.Obj(fields);
  }

  private Optional<Landed> workload(InstanceReport report) {
    return landed.stream().filter(it -> it.rendered().ref().equals(report.workload())).findFirst();
  }

  private static void counts(Map<String, Json> fields, Health health) {
    fields.put("health", Json.of(word(health.state())));
    fields.put("desired", Json.of(health.desired()));
    fields.put("updated", Json.of(health.updated()));
    fields.put("ready", Json.of(health.ready()));
  }

  private Json trait(TraitReport report) {
    Json.Obj trait = Json.Obj.EMPTY.with("type", report.type()).with("state", word(report.state()));
    if (!report.objects().isEmpty()) {
      trait = trait.with("refs", Json.of(report.objects().stream().map(it -> it.json()).toList()));
    }
    String message = report.message().isEmpty() ? troubles(report) : report.message();
    return message.isEmpty() ? trait : trait.with("message", message);
  }

  private String troubles(TraitReport report) {
    return landed.stream()
        .filter(each -> report.objects().contains(each.rendered().ref()))
        .filter(each -> each.health().state() == State.FAILED)
        .map(each -> each.health().message())
        .collect(Collectors.joining("; "));
  }

  /** {@code NOT_OFFERED} as {@code NotOffered}. */
  private static String word(Enum<?> value) {
    StringBuilder word = new StringBuilder();
    for (String part : value.name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }

  private Json unsatisfied(Unsatisfied each) {
    return Json.Obj.EMPTY
        .with("reason", each.reason())
        .with(
            "from",
            each.from()
                .json()
                .with("fieldPath", each.fieldPath())
                .with("dataOutputName", each.output()))
        .with(
            "to",
            each.to()
                .json()
                .with("fieldPaths", Json.of(each.toFieldPaths().stream().map(Json::of).toList())));
  }

  private static Json problem(Problem problem) {
    return Json.Obj.EMPTY
        .with("severity", problem.severity() == Severity.ERROR ? "Error" : "Warning")
        .with("path", problem.path())
        .with("reason", problem.reason())
        .with("message", problem.message());
  }

  /** Whether something of it can be known only by looking again. */
  public boolean isSettled() {
    return translation.refused() || (isReady() && leftovers.isEmpty());
  }
}
