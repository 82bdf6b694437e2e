package io.windlass.manager.webhooks;

import io.windlass.controllers.adapter.admission.Endpoint;
import io.windlass.controllers.adapter.admission.Reviews;
import io.windlass.core.admission.Admission;
import io.windlass.core.model.Json;
import io.windlass.core.model.ResourceKind;
import io.windlass.manager.settings.InjectionSettings;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The webhook that is asked about new pods.
 *
 * @param isFilled whether everything has been read that an answer needs
 * @param excluded namespaces that are never asked about
 */
record PodInjection(
    InjectionSettings settings,
    Set<String> excluded,
    BooleanSupplier isFilled,
    Admission admission) {
  /** What keeps the cluster itself alive. */
  static final String KUBE_SYSTEM = "kube-system";

  private static final String NAME_LABEL = "kubernetes.io/metadata.name";
  private static final String PATH = "/mutate-pod";

  PodInjection {
    excluded = Set.copyOf(excluded);
  }

  Hook hook() {
    Endpoint endpoint = Reviews.admission(admission).onceThere(isFilled);
    return new Hook(
        "pod.inject.windlass.io",
        PATH,
        true,
        ResourceKind.POD,
        List.of("CREATE"),
        new Terms(
            settings.failurePolicy(), settings.timeout(), namespaces(), settings.pods().json()),
        endpoint);
  }

  private Json.Obj namespaces() {
    return settings.namespaces().except(NAME_LABEL, excluded.stream().sorted().toList()).json();
  }
}
