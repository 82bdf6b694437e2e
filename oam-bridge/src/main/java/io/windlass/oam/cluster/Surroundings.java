package io.windlass.oam.cluster;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.catalogue.CatalogueReader;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.EnvironmentReader;
import io.windlass.oam.environment.Served;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.model.Kind;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all applications have in common: the catalogue, the environment and the kinds that are
 * served. Read when it is needed, kept for half a minute or until {@link #forget}. Thread-safe.
 */
public final class Surroundings {
  /** The kinds of the catalogue, in the order of precedence. */
  public static final List<Kind> CATALOGUE =
      List.of(
          new Kind("core.oam.dev/v1alpha2", "TraitDefinition"),
          new Kind("core.oam.dev/v1alpha2", "WorkloadDefinition"),
          new Kind("core.oam.dev/v1alpha2", "ScopeDefinition"),
          new Kind("core.oam.dev/v1alpha1", "Trait"),
          new Kind("core.oam.dev/v1alpha1", "WorkloadType"),
          new Kind("core.oam.dev/v1alpha1", "ApplicationScope"));

  /** The kind of environments. */
  public static final Kind ENVIRONMENT =
      new Kind(EnvironmentReader.API_VERSION, EnvironmentReader.KIND);

  /** The environment that counts where there are several. */
  private static final String DEFAULT = "default";

  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Objects objects;
  private final Optional<String> wanted;
  private final Ticker ticker;
  private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

  private record Known(Instant read, Catalogue catalogue, Chosen chosen) {
    private boolean isFresh(Instant now) {
      return !now.isBefore(read) && now.isBefore(read.plus(KEPT));
    }
  }

  /** Which environment holds. */
  public sealed interface Chosen {
    /** This one. */
    record One(Environment environment) implements Chosen {}

    /** None, and why. */
    record None(String why) implements Chosen {}
  }

  /**
   * Surroundings that have not been read.
   *
   * @param wanted the name of the environment; empty for the one that is named default, or the only
   *     one there is
   */
  public Surroundings(Objects objects, Optional<String> wanted, Ticker ticker) {
    this.objects = objects;
    this.wanted = wanted;
    this.ticker = ticker;
  }

  public Catalogue catalogue() {
    return current().catalogue();
  }

  public Chosen environment() {
    return current().chosen();
  }

  public Served served() {
    return objects.discovery().served();
  }

  /** Something of it has changed. */
  public void forget() {
    known.set(Optional.empty());
  }

  private Known current() {
    Instant time = ticker.now();
    Optional<Known> kept = known.get().filter(it -> it.isFresh(time));
    return kept.isPresent() ? kept.get() : read(time);
  }

  private Known read(Instant time) {
    List<Json.Obj> entries = new ArrayList<>();
    CATALOGUE.forEach(kind -> entries.addAll(objects.list("", kind)));
    Known read =
        new Known(
            time,
            CatalogueReader.read(entries, objects.discovery().names(), new Problems()),
            chosen(objects.list("", ENVIRONMENT)));
    known.set(Optional.of(read));
    return read;
  }

  private Chosen chosen(List<Json.Obj> documents) {
    String name = wanted.orElse(DEFAULT);
    Optional<Chosen> named =
        documents.stream()
            .filter(it -> it.text("metadata", "name").orElse("").equals(name))
            .findFirst()
            .map(Surroundings::read);
    if (named.isPresent()) {
      return named.get();
    }
    if (wanted.isPresent()) {
      return ShippedEnvironments.named(name)
          .<Chosen>map(Chosen.One::new)
          .orElseGet(() -> new Chosen.None("there is no Environment " + name));
    }
    return switch (documents.size()) {
      case 0 -> new Chosen.One(ShippedEnvironments.first());
      case 1 -> read(documents.getFirst());
      default ->
          new Chosen.None(
              "there are %d Environments, and none is named %s"
                  .formatted(documents.size(), DEFAULT));
    };
  }

  private static Chosen read(Json.Obj document) {
    Problems problems = new Problems();
    Environment environment = EnvironmentReader.read(document, problems);
    return problems.refuse()
        ? new Chosen.None(problems.list().toString())
        : new Chosen.One(environment);
  }
}
