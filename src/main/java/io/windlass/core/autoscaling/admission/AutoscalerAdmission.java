package io.windlass.core.autoscaling.admission;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionAnswer.Refused;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.autoscaling.admission.Neighbourhood.Deed;
import io.windlass.core.autoscaling.admission.Neighbourhood.Permission;
import io.windlass.core.autoscaling.check.Checks;
import io.windlass.core.autoscaling.check.RequestChecks;
import io.windlass.core.autoscaling.check.World;
import io.windlass.core.autoscaling.check.World.Rival;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the webhook says to a TimedPodAutoscaler: everything that is wrong in one refusal, and
 * warnings beside. Nothing is written, so a dry run is answered as any other request. Who may not
 * scale the target is told nothing about what surrounds it.
 */
public record AutoscalerAdmission(Neighbourhood neighbourhood) implements Admission {
  private static final int NOT_PERMITTED = 55;

  @Override
  public AdmissionAnswer answer(AdmissionRequest request) {
    if (request.operation() == Operation.DELETE || request.isLeaving() || isSame(request)) {
      return AdmissionAnswer.ALLOWED;
    }
    ReadAutoscaler read = ReadAutoscaler.of(request.object());
    return switch (mayScale(request, read.spec())) {
      case Permission.Unknown(String why) ->
          new Refused(
              500,
              "InternalError",
              "it cannot be asked who may scale %s: %s".formatted(read.spec().target(), why),
              List.of());
      case Permission.Denied _ -> Findings.answer(toStranger(request, read));
      case Permission.Granted _ -> Findings.answer(toOwner(request, read));
    };
  }

  // What was let in once may be labelled and left by its finalizers, whatever the rules are now.
  private static boolean isSame(AdmissionRequest request) {
    return request.operation() == Operation.UPDATE
        && request.oldObject().at("spec").equals(request.object().at("spec"));
  }

  private Permission mayScale(AdmissionRequest request, AutoscalerSpec spec) {
    Target target = spec.target();
    boolean isNamed = Stream.of(target.kind(), target.name()).noneMatch(String::isEmpty);
    return isNamed
        ? neighbourhood.permits(request.user(), request.key().namespace(), new Deed.Scale(target))
        : new Permission.Granted();
  }

  private List<Finding> toStranger(AdmissionRequest request, ReadAutoscaler read) {
    Instant now = neighbourhood.now();
    List<Finding> found = new ArrayList<>(Checks.ofDocument(read, now));
    found.addAll(
        RequestChecks.of(
            read.spec(),
            new RequestChecks.Request(user(request), before(request), false, false),
            now));
    return found;
  }

  private List<Finding> toOwner(AdmissionRequest request, ReadAutoscaler read) {
    Instant now = neighbourhood.now();
    Optional<AutoscalerSpec> before = before(request);
    World found = neighbourhood.around(request.object(), read.spec());
    World world = hasActed(before, read.spec()) ? found : found.toYoungest();
    List<Finding> all = new ArrayList<>(Checks.of(read, world, now));
    boolean takingOver = before.filter(old -> isTakingOver(old, world)).isPresent();
    all.addAll(
        RequestChecks.of(
            read.spec(), new RequestChecks.Request(user(request), before, takingOver, true), now));
    takeover(request, read.spec()).ifPresent(all::add);
    return all;
  }

  // One that begins to write on this target now comes after all who write there already.
  private static boolean hasActed(Optional<AutoscalerSpec> before, AutoscalerSpec spec) {
    return before
        .filter(old -> old.rules().mode() == Mode.ACTIVE)
        .filter(old -> old.target().equals(spec.target()))
        .filter(old -> old.takeoverFrom().equals(spec.takeoverFrom()))
        .isPresent();
  }

  private static boolean isTakingOver(AutoscalerSpec old, World world) {
    return old.takeoverFrom().isPresent()
        && old.rules().mode() == Mode.ACTIVE
        && !world.self().hasTakenOver()
        && world.rivals().stream()
            .anyMatch(
                rival ->
                    rival.kind() == Rival.Kind.HPA
                        && old.takeoverFrom().equals(Optional.of(rival.name())));
  }

  private Optional<Finding> takeover(AdmissionRequest request, AutoscalerSpec spec) {
    return spec.takeoverFrom()
        .filter(hpa -> !(permits(request, hpa) instanceof Permission.Granted))
        .map(
            hpa ->
                Finding.reject(
                    NOT_PERMITTED,
                    "spec.takeover.hpa",
                    "%s may not delete HorizontalPodAutoscaler %s, which the takeover ends with"
                        .formatted(user(request), hpa)));
  }

  private Permission permits(AdmissionRequest request, String hpa) {
    return neighbourhood.permits(
        request.user(), request.key().namespace(), new Deed.DeleteHpa(hpa));
  }

  private static Optional<AutoscalerSpec> before(AdmissionRequest request) {
    return Optional.of(request.oldObject())
        .filter(old -> !old.fields().isEmpty())
        .map(old -> ReadAutoscaler.of(old).spec());
  }

  private static String user(AdmissionRequest request) {
    return request.user().text("username").orElse("the user");
  }
}
