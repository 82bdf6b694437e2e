package io.windlass.devcluster.rules;

import java.util.List;
import java.util.Set;

/** What a container's environment must be. Stateless. */
final class EnvironmentRules {
  private static final List<String> SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef");
  private static final Set<String> FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");

  private EnvironmentRules() {}

  static void validate(At container, FaultList faults) {
    for (At variable : container.field("env").elements()) {
      At name = variable.field("name");
      if (name.isBlank()) {
        faults.required(name);
      } else {
        faults.format(name, Names::environmentVariable);
      }
      valueFrom(variable, faults);
    }
    for (At source : container.field("envFrom").elements()) {
      whole(source, container.field("envFrom"), faults);
    }
  }

  private static void valueFrom(At variable, FaultList faults) {
    At from = variable.field("valueFrom");
    if (!from.isSet()) {
      return;
    }
    List<String> stated = SOURCES.stream().filter(s -> from.field(s).isSet()).toList();
    stated.forEach(source -> source(from.field(source), source, faults));
    if (stated.isEmpty()) {
      String words =
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or"
              + " `secretKeyRef`";
      faults.invalid(from, "", words);
    } else if (!variable.field("value").isBlank()) {
      faults.invalid(from, "", "may not be specified when `value` is not empty");
    } else if (stated.size() > 1) {
      faults.invalid(from, "", "may not have more than one field specified at a time");
    }
  }

  private static void source(At source, String kind, FaultList faults) {
    switch (kind) {
      case "fieldRef" -> field(source.field("fieldPath"), faults);
      case "resourceFieldRef" -> resource(source.field("resource"), faults);
      default -> key(source, faults);
    }
  }

  private static void field(At path, FaultList faults) {
    if (path.isBlank()) {
      faults.required(path);
    } else if (path.text().matches("metadata\\.(labels|annotations)\\['.+'\\]")) {
      return;
    } else if (!FIELDS.contains(path.text())) {
      faults.invalid(path, "error converting fieldPath: field label not supported: " + path.text());
    }
  }

  private static void resource(At resource, FaultList faults) {
    if (resource.isBlank()) {
      faults.required(resource);
    } else if (!resource.text().matches("(limits|requests)\\.hugepages-.+")) {
      faults.oneOf(resource, RESOURCES);
    }
  }

  private static void key(At source, FaultList faults) {
    faults.format(source.field("name"), Names::subdomain);
    if (source.field("key").isBlank()) {
      faults.required(source.field("key"));
    } else {
      faults.format(source.field("key"), Names::configKey);
    }
  }

  // Faults of a whole source are told at the list.
  private static void whole(At source, At list, FaultList faults) {
    if (!source.field("prefix").isBlank()) {
      faults.format(source.field("prefix"), Names::environmentVariable);
    }
    List<String> stated =
        List.of("configMapRef", "secretRef").stream().filter(r -> source.field(r).isSet()).toList();
    for (String reference : stated) {
      At name = source.field(reference).field("name");
      if (name.isBlank()) {
        faults.required(name);
      } else {
        faults.format(name, Names::subdomain);
      }
    }
    if (stated.isEmpty()) {
      faults.invalid(list, "", "must specify one of: `configMapRef` or `secretRef`");
    } else if (stated.size() > 1) {
      faults.invalid(list, "", "may not have more than one field specified at a time");
    }
  }
}
