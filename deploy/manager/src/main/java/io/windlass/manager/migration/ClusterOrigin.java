package io.windlass.manager.migration;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.report.CommandFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster. Read only: two requests for a CronHPA on an HPA, three where the zone is asked for.
 */
public record ClusterOrigin(KubernetesClient client) implements Origin {
  private static final String CONTROLLER = "kubernetes-cronhpa-controller";
  private static final String ITS_NAMESPACE = "kube-system";

  @Override
  public Json.Obj find(Kind kind, Optional<Subject> subject) {
    Subject wanted =
        subject.orElseThrow(
            () ->
                new CommandFailure(
                    "which %s? There is no name".formatted(kind.kind()),
                    "Give NAMESPACE/NAME, or a file with -f"));
    String namespace = wanted.namespace().orElseGet(client::getNamespace);
    GenericKubernetesResource found =
        client
            .genericKubernetesResources(kind.apiVersion(), kind.kind())
            .inNamespace(namespace)
            .withName(wanted.name())
            .get();
    if (found == null) {
      throw new CommandFailure(
          "no %s %s in namespace %s".formatted(kind.kind(), wanted.name(), namespace),
          "See: kubectl get %s -A".formatted(kind.resource()));
    }
    return json(found);
  }

  @Override
  public List<Json.Obj> hpas(Json.Obj source) {
    return client
        .genericKubernetesResources(Kind.HPA.apiVersion(), Kind.HPA.kind())
        .inNamespace(source.text("metadata", "namespace").orElseGet(client::getNamespace))
        .list()
        .getItems()
        .stream()
        .map(ClusterOrigin::json)
        .toList();
  }

  @Override
  public Optional<String> zone() {
    return Optional.ofNullable(
            client.apps().deployments().inNamespace(ITS_NAMESPACE).withName(CONTROLLER).get())
        .stream()
        .flatMap(found -> found.getSpec().getTemplate().getSpec().getContainers().stream())
        .flatMap(
            container -> Optional.ofNullable(container.getEnv()).stream().flatMap(List::stream))
        .filter(variable -> variable.getName().equals("TZ"))
        .flatMap(variable -> value(variable))
        .findFirst();
  }

  private static Stream<String> value(EnvVar variable) {
    return Stream.ofNullable(variable.getValue()).filter(value -> !value.isEmpty());
  }

  private static Json.Obj json(GenericKubernetesResource found) {
    return (Json.Obj) JsonText.parse(Serialization.asJson(found));
  }
}
