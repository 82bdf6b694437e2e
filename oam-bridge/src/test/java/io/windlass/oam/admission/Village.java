package io.windlass.oam.admission;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.oam.catalogue.ShippedCatalogue;
import io.windlass.oam.environment.Served;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.model.Kind;
import io.windlass.oam.translate.Inputs;
import io.windlass.oam.translate.Live;
import io.windlass.oam.yaml.YamlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A small cluster with some components, where everybody may do everything but what is listed.
 *
 * @param forbidden as {@link Right} writes it
 */
record Village(List<Json.Obj> components, List<String> forbidden) implements OamSurroundings {

  static Village of(String components, String... forbidden) {
    return new Village(YamlText.objects(components), List.of(forbidden));
  }

  @Override
  public Inputs inputs(Json.Obj application) {
    Map<String, Json.Obj> byName = new HashMap<>();
    components.forEach(each -> byName.put(each.text("metadata", "name").orElseThrow(), each));
    return new Inputs(application, byName, Map.of(), place());
  }

  @Override
  public Inputs.Place place() {
    return new Inputs.Place(
        ShippedCatalogue.read(),
        ShippedEnvironments.named("private").orElseThrow(),
        Served.withWindlass(),
        Live.nothing());
  }

  @Override
  public Optional<String> plural(Kind kind) {
    return kind.kind().equals("NetworkPolicy") ? Optional.of("networkpolicies") : Optional.empty();
  }

  @Override
  public boolean may(Json.Obj user, Right right) {
    return !forbidden.contains(right.toString());
  }

  /** A create of something by ann. */
  static AdmissionRequest create(Json.Obj object) {
    return request(Operation.CREATE, object, Json.Obj.EMPTY);
  }

  static AdmissionRequest request(Operation operation, Json.Obj object, Json.Obj before) {
    Json.Obj known = object.fields().isEmpty() ? before : object;
    return new AdmissionRequest(
        "r",
        operation,
        known.text("apiVersion").orElse(""),
        new ObjectKey("shop", known.text("metadata", "name").orElse("")),
        object,
        before,
        false,
        Json.Obj.EMPTY.with("username", "ann"));
  }

  /** What the user reads, a line for each. */
  static List<String> words(AdmissionAnswer answer) {
    return switch (answer) {
      case AdmissionAnswer.Allowed allowed ->
          allowed.warnings().stream().map(each -> "warning " + each).toList();
      case AdmissionAnswer.Refused refused ->
          refused.causes().stream().map(Object::toString).collect(Collectors.toList());
    };
  }
}
