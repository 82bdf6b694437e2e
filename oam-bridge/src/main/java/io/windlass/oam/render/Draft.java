package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Rendered.Lent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An instance half-way to its objects: each trait makes another draft of it.
 *
 * @param service empty if nothing of it answers on ports
 * @param unmounted volumes that outlive their pods and that no trait has provided yet
 * @param others what stands beside workload and Service
 */
public record Draft(
    Json.Obj workload,
    Optional<Json.Obj> service,
    List<String> unmounted,
    List<Rendered> others,
    List<Lent> lent,
    List<TraitReport> traits,
    List<String> notes) {
  public Draft {
    unmounted = List.copyOf(unmounted);
    others = List.copyOf(others);
    lent = List.copyOf(lent);
    traits = List.copyOf(traits);
    notes = List.copyOf(notes);
  }

  /** Only a workload. */
  static Draft of(Json.Obj workload) {
    List<String> none = List.of();
    return new Draft(workload, Optional.empty(), none, List.of(), List.of(), List.of(), none);
  }

  public ObjectRef ref() {
    return ObjectRef.of(workload);
  }

  public boolean hasTemplate() {
    return workload.at("spec", "template").isPresent();
  }

  /** With another workload. */
  public Draft workload(Json.Obj other) {
    return new Draft(other, service, unmounted, others, lent, traits, notes);
  }

  /** With another spec of the workload. */
  public Draft spec(UnaryOperator<Json.Obj> change) {
    return workload(workload.with("spec", change.apply(workload.object("spec"))));
  }

  /** With another pod template. */
  public Draft template(UnaryOperator<Json.Obj> change) {
    return spec(spec -> spec.with("template", change.apply(spec.object("template"))));
  }

  /** With another spec of the pods. */
  public Draft pod(UnaryOperator<Json.Obj> change) {
    return template(template -> template.with("spec", change.apply(template.object("spec"))));
  }

  /** With another Service. */
  public Draft service(Json.Obj other) {
    return new Draft(workload, Optional.of(other), unmounted, others, lent, traits, notes);
  }

  /** With volumes that still have to be provided. */
  public Draft unmounted(List<String> names) {
    return new Draft(workload, service, names, others, lent, traits, notes);
  }

  /** With one more object beside the workload. */
  public Draft with(Rendered other) {
    return new Draft(workload, service, unmounted, plus(others, other), lent, traits, notes);
  }

  /** With a field of the workload in somebody else's hands, whoever had it before. */
  public Draft lend(Lent field) {
    List<Lent> others = lent.stream().filter(it -> !it.path().equals(field.path())).toList();
    return new Draft(workload, service, unmounted, this.others, plus(others, field), traits, notes);
  }

  /** With a field of the workload in our hands. */
  public Draft keep(List<String> path) {
    List<Lent> rest = lent.stream().filter(it -> !it.path().equals(path)).toList();
    return new Draft(workload, service, unmounted, others, rest, traits, notes);
  }

  /** With what became of a trait. */
  public Draft report(TraitReport trait) {
    return new Draft(workload, service, unmounted, others, lent, plus(traits, trait), notes);
  }

  /** With something that the operator should know. */
  public Draft note(String note) {
    return new Draft(workload, service, unmounted, others, lent, traits, plus(notes, note));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
