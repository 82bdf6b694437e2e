package io.windlass.manager.command;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.rollout.RolloutState;
import io.windlass.manager.rollout.Waiting;
import io.windlass.manager.rollout.WorkloadName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of which workload, and how long to wait for it. */
public final class RolloutOptions {
  @Parameters(paramLabel = "clone/NAME", converter = WorkloadConverter.class)
  private WorkloadName name = new WorkloadName("");

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to wait for the rollout; exit code 3 if it is not done then.")
  private Optional<Duration> timeout = Optional.empty();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  WorkloadName name() {
    return name;
  }

  Optional<Duration> timeout() {
    return timeout;
  }

  KubernetesClient connect() {
    return cluster.connect();
  }

  Resource<GenericKubernetesResource> cloneSet(KubernetesClient client) {
    return client
        .genericKubernetesResources("apps.kruise.io/v1alpha1", "CloneSet")
        .inNamespace(client.getNamespace())
        .withName(name.name());
  }

  /** Changes the CloneSet. */
  void patch(KubernetesClient client, PatchType type, String body) {
    cloneSet(client).patch(PatchContext.of(type), body);
  }

  /** Waits as long as was asked for, telling each step; without limit if nothing was said. */
  int await(KubernetesClient client, PrintWriter out) throws IOException {
    Waiting waiting = new Waiting(client, name, state -> tell(out, state));
    RolloutState end = timeout.isPresent() ? waiting.await(timeout.get()) : waiting.await();
    return end.stage().exitCode();
  }

  /** Waits only if somebody said how long. */
  int awaitIfAsked(KubernetesClient client, PrintWriter out) throws IOException {
    return timeout.isPresent() ? await(client, out) : 0;
  }

  private void tell(PrintWriter out, RolloutState state) {
    String what =
        switch (state.stage()) {
          case DONE -> "rolled out";
          case PARTITION_REACHED -> "rolled out as far as the partition lets it";
          case PROGRESSING -> "rolling out";
          case FAILED -> "failed";
          case PAUSED -> "paused";
        };
    out.println(name + " " + what + ": " + state.words());
    out.flush();
  }
}
