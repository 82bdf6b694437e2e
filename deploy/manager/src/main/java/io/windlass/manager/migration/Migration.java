package io.windlass.manager.migration;

import io.windlass.core.autoscaling.migrate.CronHpaMove;
import io.windlass.core.autoscaling.migrate.HpaMove;
import io.windlass.core.autoscaling.migrate.KedaMove;
import io.windlass.core.autoscaling.migrate.Moved;
import io.windlass.core.autoscaling.spec.Zones;
import io.windlass.core.model.Json;
import io.windlass.manager.report.CommandFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Moves one document with all that belongs to it.
 *
 * @param givenZone the zone that was asked for
 * @param fromHpa whether the HPA that scales the same workload moves with a CronHPA
 */
public record Migration(Origin origin, Optional<String> givenZone, boolean fromHpa, Instant now) {
  /** What became of a document; what cannot be found is a failure. */
  public Moved move(Origin.Kind kind, Optional<Subject> subject) {
    Json.Obj source = origin.find(kind, subject);
    return switch (kind) {
      case HPA -> new HpaMove(source, now).move();
      case KEDA -> new KedaMove(source, now).move();
      case CRONHPA -> new CronHpaMove(source, zone(), now, hpa(source)).move();
    };
  }

  private ZoneId zone() {
    String name =
        givenZone
            .or(origin::zone)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "the time zone of the CronHPA controller is not known: Deployment"
                            + " kubernetes-cronhpa-controller in kube-system sets no TZ",
                        "Give it: --time-zone Asia/Shanghai, say"));
    return Zones.find(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    Zones.refusal(name), "Give an IANA name: --time-zone Asia/Shanghai, say"));
  }

  private Optional<Json.Obj> hpa(Json.Obj source) {
    List<Json.Obj> hpas = origin.hpas(source);
    String wanted = source.text("spec", "scaleTargetRef", "name").orElse("");
    if (CronHpaMove.pointsToHpa(source)) {
      return hpas.stream()
          .filter(hpa -> hpa.text("metadata", "name").equals(Optional.of(wanted)))
          .findFirst();
    }
    Optional<Json.Obj> beside = hpas.stream().filter(hpa -> scalesTheSame(hpa, source)).findFirst();
    if (beside.isPresent() && !fromHpa) {
      throw new CommandFailure(
          "HPA %s scales %s too: the two overwrite each other, and it cannot be told what is meant"
              .formatted(beside.get().text("metadata", "name").orElse(""), wanted),
          "Give --from-hpa to move both into one: the jobs become floors, the metrics stay");
    }
    if (beside.isEmpty() && fromHpa) {
      throw new CommandFailure(
          "no HPA scales " + wanted, "Leave --from-hpa out, or give the HPA beside it with -f");
    }
    return beside;
  }

  private static boolean scalesTheSame(Json.Obj hpa, Json.Obj source) {
    return List.of("kind", "name").stream()
        .allMatch(
            field ->
                hpa.text("spec", "scaleTargetRef", field)
                    .equals(source.text("spec", "scaleTargetRef", field)));
  }
}
