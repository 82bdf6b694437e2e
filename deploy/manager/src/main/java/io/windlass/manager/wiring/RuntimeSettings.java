package io.windlass.manager.wiring;

import io.windlass.controllers.adapter.fabric8.WantedEncoding;
import io.windlass.core.model.Features;
import io.windlass.runtime.apply.Limits;
import io.windlass.runtime.expect.Expectations;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What can be chosen about the controllers of one process. */
public record RuntimeSettings(
    Scope scope, Requests requests, Work work, Features features, Oam oam, Kinds kinds) {
  /** All namespaces, and everything else as it suits a cluster of middle size. */
  public static final RuntimeSettings DEFAULT =
      new RuntimeSettings(
          new Scope(Set.of()),
          new Requests(Duration.ofSeconds(4), Limits.DEFAULT),
          new Work(8, Expectations.TIMEOUT),
          Features.DEFAULT);

  /** Which kinds are looked after. */
  public enum Kinds {
    /** CloneSets, SidecarSets, and what else the cluster serves. */
    ALL,
    /** CloneSets and SidecarSets; somebody else looks after autoscalers and applications. */
    WORKLOADS
  }

  /** All kinds. */
  public RuntimeSettings(Scope scope, Requests requests, Work work, Features features, Oam oam) {
    this(scope, requests, work, features, oam, Kinds.ALL);
  }

  /** These for workloads alone. */
  public RuntimeSettings forWorkloads() {
    return new RuntimeSettings(scope, requests, work, features, oam, Kinds.WORKLOADS);
  }

  /** Without anything that is said of OAM applications. */
  public RuntimeSettings(Scope scope, Requests requests, Work work, Features features) {
    this(scope, requests, work, features, Oam.DEFAULT);
  }

  /**
   * How OAM applications are looked after, where their kinds are served.
   *
   * @param environment the name of the cluster's Environment; empty for the only one there is
   * @param guarded whether webhooks ask what a user may do before his application is stored
   */
  public record Oam(Optional<String> environment, boolean guarded) {
    static final Oam DEFAULT = new Oam(Optional.empty(), false);
  }

  /**
   * What is watched, and how it is read.
   *
   * @param namespaces none for all
   * @param podEncoding what pods are asked for in
   * @param home the manager's own namespace, for what belongs to objects that are in none
   */
  public record Scope(Set<String> namespaces, WantedEncoding podEncoding, String home) {
    private static final String SYSTEM = "kube-system";

    public Scope {
      namespaces = Set.copyOf(namespaces);
    }

    /** At home in the namespace that every cluster has. */
    public Scope(Set<String> namespaces, WantedEncoding podEncoding) {
      this(namespaces, podEncoding, SYSTEM);
    }

    /** Read in the better encoding that the server offers. */
    public Scope(Set<String> namespaces) {
      this(namespaces, WantedEncoding.AUTO);
    }
  }

  /**
   * How the API server is spoken to.
   *
   * @param timeout of one write; shorter than the time between a lost lease and its end, so that no
   *     write of an old leader is under way when the next one begins
   * @param limits of writes
   */
  public record Requests(Duration timeout, Limits limits) {}

  /**
   * How work is done.
   *
   * @param workers workloads planned at once, at least 1
   * @param unknownOutcomeTimeout how long a write of unknown outcome holds its workload up
   */
  public record Work(int workers, Duration unknownOutcomeTimeout) {
    public Work {
      if (workers < 1) {
        throw new IllegalArgumentException("no workers: " + workers);
      }
    }
  }

  /** These with other namespaces. */
  public RuntimeSettings watching(Set<String> namespaces) {
    return new RuntimeSettings(
        new Scope(namespaces, scope.podEncoding(), scope.home()),
        requests,
        work,
        features,
        oam,
        kinds);
  }

  /** These with other features. */
  public RuntimeSettings with(Features chosen) {
    return new RuntimeSettings(scope, requests, work, chosen, oam, kinds);
  }

  /** These with other settings for OAM. */
  public RuntimeSettings with(Oam chosen) {
    return new RuntimeSettings(scope, requests, work, features, chosen, kinds);
  }
}
