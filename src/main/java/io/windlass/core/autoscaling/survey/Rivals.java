package io.windlass.core.autoscaling.survey;

import io.windlass.core.autoscaling.check.World.Rival;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.model.Json;
import io.windlass.core.model.Json.Obj;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What scales something in a namespace, beside one autoscaler.
 *
 * @param self the autoscaler
 * @param target what it scales
 */
public record Rivals(Obj self, Target target, Scalers scalers) {
  private static final String HPA = "HorizontalPodAutoscaler";
  private static final String SCALED_OBJECT = "ScaledObject";
  private static final List<String> CPU_AND_MEMORY = List.of("cpu", "memory");

  /** All scalers of a namespace, as they are stored. */
  public record Scalers(
      List<Json> timed,
      List<Json> horizontal,
      List<Json> scaledObjects,
      List<Json> cron,
      List<Json> vertical) {
    public Scalers {
      timed = List.copyOf(timed);
      horizontal = List.copyOf(horizontal);
      scaledObjects = List.copyOf(scaledObjects);
      cron = List.copyOf(cron);
      vertical = List.copyOf(vertical);
    }
  }

  /** All of them, whatever they scale. */
  public List<Rival> all() {
    List<Rival> all = new ArrayList<>();
    others(scalers.timed()).filter(it -> !isDryRun(it)).map(this::timed).forEach(all::add);
    others(scalers.horizontal()).map(this::horizontal).forEach(all::add);
    others(scalers.scaledObjects()).map(this::scaledObject).forEach(all::add);
    others(scalers.cron()).map(this::cron).forEach(all::add);
    others(scalers.vertical()).flatMap(it -> vertical(it).stream()).forEach(all::add);
    return all.stream().distinct().toList();
  }

  /** When an object came to be, then which: the order in which two of them are older. */
  public static String rank(Json object) {
    return object.text("metadata", "creationTimestamp").orElse("~")
        + "/"
        + object.text("metadata", "uid").orElse("");
  }

  // Neither itself, nor what it was made from: that acts through this autoscaler.
  private Stream<Json> others(List<Json> scalers) {
    return scalers.stream()
        .filter(it -> it.text("metadata", "deletionTimestamp").isEmpty())
        .filter(it -> !isSelf(it) && !owns(it));
  }

  private boolean isSelf(Json scaler) {
    Optional<String> uid = scaler.text("metadata", "uid");
    return uid.isPresent() && uid.equals(self.text("metadata", "uid"));
  }

  private boolean owns(Json scaler) {
    return self.items("metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.text("uid").equals(scaler.text("metadata", "uid")));
  }

  private static boolean isDryRun(Json autoscaler) {
    return autoscaler.text("spec", "mode").equals(Optional.of("DryRun"));
  }

  private Rival timed(Json autoscaler) {
    return rival(Rival.Kind.TIMED, autoscaler, scales(autoscaler, "scaleTargetRef"));
  }

  private Rival horizontal(Json autoscaler) {
    String scales = scales(autoscaler, "scaleTargetRef");
    return autoscaler.items("metadata", "ownerReferences").stream()
        .filter(owner -> owner.text("kind").equals(Optional.of(SCALED_OBJECT)))
        .findFirst()
        .map(
            owner ->
                new Rival(
                    Rival.Kind.KEDA,
                    owner.text("name").orElse(""),
                    scales,
                    rank(storedOwner(owner).orElse(autoscaler)),
                    List.of()))
        .orElseGet(() -> rival(Rival.Kind.HPA, autoscaler, scales));
  }

  // The rank of both rivals is one, so that they are one.
  private Optional<Json> storedOwner(Json owner) {
    return scalers.scaledObjects().stream()
        .filter(it -> it.text("metadata", "uid").equals(owner.text("uid")))
        .findFirst();
  }

  private Rival scaledObject(Json object) {
    // Its kind may be left out there, and is a Deployment then.
    Obj ref = object.object("spec", "scaleTargetRef");
    String version = ref.text("apiVersion").orElse("apps/v1");
    return rival(
        Rival.Kind.KEDA,
        object,
        named(version, ref.text("kind").orElse("Deployment"), ref.text("name").orElse("")));
  }

  private Rival cron(Json object) {
    Obj ref = object.object("spec", "scaleTargetRef");
    String scales =
        ref.text("kind").equals(Optional.of(HPA))
            ? through(ref.text("name").orElse(""))
            : scales(object, "scaleTargetRef");
    return rival(Rival.Kind.CRON, object, scales);
  }

  private String through(String hpa) {
    return scalers.horizontal().stream()
        .filter(it -> it.text("metadata", "name").equals(Optional.of(hpa)))
        .findFirst()
        .map(it -> scales(it, "scaleTargetRef"))
        .orElse(HPA + " " + hpa);
  }

  private Optional<Rival> vertical(Json object) {
    String mode = object.text("spec", "updatePolicy", "updateMode").orElse("Auto");
    List<String> resources = new ArrayList<>();
    for (Json policy : policies(object)) {
      if (!policy.text("mode").equals(Optional.of("Off"))) {
        List<String> controlled =
            policy.items("controlledResources").stream()
                .map(it -> it.text().orElse(""))
                .filter(it -> !it.isEmpty())
                .toList();
        resources.addAll(controlled.isEmpty() ? CPU_AND_MEMORY : controlled);
      }
    }
    return mode.equals("Off") || mode.equals("Initial") || resources.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rival(
                Rival.Kind.VPA,
                name(object),
                scales(object, "targetRef"),
                rank(object),
                resources.stream().distinct().toList()));
  }

  private static List<Json> policies(Json vertical) {
    List<Json> policies = vertical.items("spec", "resourcePolicy", "containerPolicies");
    return policies.isEmpty() ? List.of(Obj.EMPTY) : policies;
  }

  private Rival rival(Rival.Kind kind, Json object, String scales) {
    return new Rival(kind, name(object), scales, rank(object), List.of());
  }

  private static String name(Json object) {
    return object.text("metadata", "name").orElse("");
  }

  private String scales(Json scaler, String field) {
    Obj ref = scaler.object("spec", field);
    return named(
        ref.text("apiVersion").orElse(""),
        ref.text("kind").orElse(""),
        ref.text("name").orElse(""));
  }

  // Versions of one group are one and the same; a kind of the same name in another group is not.
  private String named(String apiVersion, String kind, String name) {
    Target other = new Target(apiVersion, kind, name);
    return other.group().equals(target.group())
        ? other.toString()
        : "%s.%s %s".formatted(kind, other.group(), name);
  }
}
