package io.windlass.oam.catalogue;

import io.windlass.oam.model.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that can be combined, by name. What is not listed here is either a trait of ours under its
 * own rules, or an object of a kind that only the cluster knows.
 */
public record Catalogue(
    Map<String, TraitEntry> traits,
    Map<String, WorkloadEntry> workloads,
    Map<String, ScopeEntry> scopes) {
  public Catalogue {
    traits = Map.copyOf(traits);
    workloads = Map.copyOf(workloads);
    scopes = Map.copyOf(scopes);
  }

  /** Later entries take the place of earlier ones of the same name. */
  public static Catalogue of(
      List<TraitEntry> traits, List<WorkloadEntry> workloads, List<ScopeEntry> scopes) {
    return new Catalogue(
        byName(traits, TraitEntry::name),
        byName(workloads, WorkloadEntry::name),
        byName(scopes, ScopeEntry::name));
  }

  /** A catalogue without entries: only the bridge's own rules hold. */
  public static Catalogue empty() {
    return of(List.of(), List.of(), List.of());
  }

  private static <T> Map<String, T> byName(List<T> entries, Function<T, String> name) {
    return entries.stream().collect(Collectors.toMap(name, it -> it, (_, later) -> later));
  }

  /** The trait whose definition is of that kind; the first by name if there are several. */
  public Optional<TraitEntry> traitOf(Kind kind) {
    return traits.values().stream()
        .filter(entry -> entry.definition().filter(it -> it.kind().equals(kind)).isPresent())
        .min((a, b) -> a.name().compareTo(b.name()));
  }

  /** The workload type of that kind; the first by name if there are several. */
  public Optional<WorkloadEntry> workloadOf(Kind kind) {
    return workloads.values().stream()
        .filter(entry -> entry.kind().equals(kind))
        .min((a, b) -> a.name().compareTo(b.name()));
  }
}
