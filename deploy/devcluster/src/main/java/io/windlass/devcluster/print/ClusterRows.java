package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The cells of networks, webhooks, storage and priorities, in the order of their recorded columns.
 * Stateless.
 */
final class ClusterRows {
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  private static final String UNSET = "<unset>";

  private ClusterRows() {}

  static Optional<BuiltInRows.Row> of(String qualifiedName) {
    return switch (qualifiedName) {
      case "ingresses.networking.k8s.io" -> Optional.of(ClusterRows::ingress);
      case "ingressclasses.networking.k8s.io" ->
          Optional.of((o, c) -> c.name().at("/spec/controller").text(parameters(o)).age());
      case "networkpolicies.networking.k8s.io" ->
          Optional.of((o, c) -> c.name().text(Texts.selector(o.at("/spec/podSelector"))).age());
      case "endpointslices.discovery.k8s.io" -> Optional.of(ClusterRows::slice);
      case "mutatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingwebhookconfigurations.admissionregistration.k8s.io" ->
          Optional.of((o, c) -> c.name().number(o.path("webhooks").size()).age());
      case "validatingadmissionpolicies.admissionregistration.k8s.io" ->
          Optional.of(ClusterRows::policy);
      case "validatingadmissionpolicybindings.admissionregistration.k8s.io" ->
          Optional.of(ClusterRows::policyBinding);
      case "storageclasses.storage.k8s.io" -> Optional.of(ClusterRows::storageClass);
      case "persistentvolumes" -> Optional.of(ClusterRows::volume);
      case "priorityclasses.scheduling.k8s.io" ->
          Optional.of(
              (o, c) -> {
                c.name().number(o.path("value").asLong());
                c.flag(o.path("globalDefault").asBoolean()).age().at("/preemptionPolicy");
              });
      default -> Optional.empty();
    };
  }

  private static void policy(JsonNode policy, Cells cells) {
    JsonNode kind = policy.at("/spec/paramKind");
    String parameters =
        kind.isObject()
            ? kind.path("apiVersion").asText() + "/" + kind.path("kind").asText()
            : UNSET;
    cells.name().number(policy.at("/spec/validations").size()).text(parameters).age();
  }

  private static void policyBinding(JsonNode binding, Cells cells) {
    JsonNode ref = binding.at("/spec/paramRef");
    String parameters =
        ref.path("name").asText().isEmpty()
            ? UNSET
            : ref.path("namespace").asText("*") + "/" + ref.path("name").asText();
    cells.name().at("/spec/policyName").text(parameters).age();
  }

  private static void ingress(JsonNode ingress, Cells cells) {
    JsonNode rules = ingress.at("/spec/rules");
    List<String> hosts =
        rules
            .valueStream()
            .map(rule -> rule.path("host").asText())
            .filter(host -> !host.isEmpty())
            .toList();
    cells.name().at("/spec/ingressClassName", "<none>").text(hosts(hosts, rules.size()));
    cells.text(addresses(ingress.at("/status/loadBalancer/ingress")));
    cells.text(ingress.at("/spec/tls").isEmpty() ? "80" : "80, 443").age();
  }

  // How many more is told in rules, not in hosts.
  private static String hosts(List<String> hosts, int rules) {
    return hosts.size() > 3
        ? "%s + %d more...".formatted(String.join(",", hosts.subList(0, 3)), rules - 3)
        : Texts.firstOf(hosts, "*");
  }

  private static String addresses(JsonNode given) {
    TreeSet<String> all = new TreeSet<>();
    given.forEach(one -> all.add(one.path("ip").asText(one.path("hostname").asText())));
    all.remove("");
    return String.join(",", all);
  }

  private static String parameters(JsonNode ingressClass) {
    JsonNode stated = ingressClass.at("/spec/parameters");
    if (!stated.isObject()) {
      return "<none>";
    }
    String group = stated.path("apiGroup").asText();
    String kind = stated.path("kind").asText() + (group.isEmpty() ? "" : "." + group);
    return kind + "/" + stated.path("name").asText();
  }

  private static void slice(JsonNode slice, Cells cells) {
    List<String> ports =
        slice
            .path("ports")
            .valueStream()
            .map(port -> port.path("port").asText(port.path("name").asText("*")))
            .toList();
    List<String> addresses =
        slice
            .path("endpoints")
            .valueStream()
            .flatMap(endpoint -> endpoint.path("addresses").valueStream())
            .map(JsonNode::asText)
            .toList();
    cells.name().at("/addressType");
    cells.text(Texts.firstOf(ports, "<unset>")).text(Texts.firstOf(addresses, "<unset>")).age();
  }

  private static void storageClass(JsonNode storage, Cells cells) {
    boolean isDefault =
        storage.at("/metadata/annotations").path(DEFAULT_CLASS).asText().equals("true");
    cells.text(storage.at("/metadata/name").asText() + (isDefault ? " (default)" : ""));
    cells.at("/provisioner").at("/reclaimPolicy").at("/volumeBindingMode");
    cells.flag(storage.path("allowVolumeExpansion").asBoolean()).age();
  }

  private static void volume(JsonNode volume, Cells cells) {
    JsonNode claim = volume.at("/spec/claimRef");
    boolean deleted = volume.at("/metadata/deletionTimestamp").isTextual();
    cells.name().at("/spec/capacity/storage");
    cells.text(Texts.accessModes(volume.at("/spec/accessModes")));
    cells.at("/spec/persistentVolumeReclaimPolicy");
    cells.text(deleted ? "Terminating" : volume.at("/status/phase").asText());
    cells.text(
        claim.isObject()
            ? claim.path("namespace").asText() + "/" + claim.path("name").asText()
            : "");
    cells.at("/spec/storageClassName").at("/spec/volumeAttributesClassName", "<unset>");
    cells.at("/status/reason").age().at("/spec/volumeMode", "<unset>");
  }
}
