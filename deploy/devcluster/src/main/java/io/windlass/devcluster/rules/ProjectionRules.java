package io.windlass.devcluster.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What volumes of files that the kubelet writes must be. Stateless. */
final class ProjectionRules {
  private static final int LEAST_TOKEN_SECONDS = 600;
  private static final long MOST_TOKEN_SECONDS = 1L << 32;
  private static final List<String> FIELDS =
      List.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid");

  private ProjectionRules() {}

  /** The mode and the items of a ConfigMap or Secret. */
  static void modeAndItems(At source, FaultList faults) {
    PathRules.mode(source.field("defaultMode"), faults);
    source.field("items").elements().forEach(item -> keyToPath(item, faults));
  }

  private static void keyToPath(At item, FaultList faults) {
    faults.present(item.field("key"));
    faults.present(item.field("path"));
    PathRules.local(item.field("path"), faults);
    PathRules.mode(item.field("mode"), faults);
  }

  /** A volume of a pod's own fields. */
  static void downward(At source, FaultList faults) {
    PathRules.mode(source.field("defaultMode"), faults);
    items(source, faults);
  }

  // The paths of these faults have no index.
  private static void items(At source, FaultList faults) {
    source.field("items").elements().forEach(item -> downwardFile(item.as(source.path()), faults));
  }

  private static void downwardFile(At file, FaultList faults) {
    At path = file.field("path");
    faults.present(path);
    PathRules.local(path, faults);
    At field = file.field("fieldRef");
    At resource = file.field("resourceFieldRef");
    if (field.isSet()) {
      EnvironmentRules.fieldReference(field, FIELDS, faults);
      if (resource.isSet()) {
        faults.invalid(
            file, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
      }
    } else if (resource.isSet()) {
      if (resource.field("containerName").isBlank()) {
        faults.required(resource.field("containerName"));
        EnvironmentRules.divisor(resource, faults);
      } else {
        EnvironmentRules.resourceReference(resource, faults);
      }
    } else {
      faults.required(file, "one of fieldRef and resourceFieldRef is required");
    }
    PathRules.mode(file.field("mode"), faults);
  }

  /** Several sources in one directory. */
  static void projected(At volume, FaultList faults) {
    PathRules.mode(volume.field("defaultMode"), faults);
    Set<String> paths = new HashSet<>();
    for (At source : volume.field("sources").elements()) {
      List<String> kinds = List.of("secret", "configMap", "downwardAPI", "serviceAccountToken");
      List<String> stated = kinds.stream().filter(kind -> source.field(kind).isSet()).toList();
      stated.forEach(kind -> projection(kind, source.field(kind), volume, faults));
      stated.forEach(kind -> distinct(source.field(kind), volume, paths, faults));
      if (stated.size() > 1) {
        faults.forbidden(source, "may not specify more than 1 volume type per source");
      }
    }
  }

  private static void projection(String kind, At source, At volume, FaultList faults) {
    switch (kind) {
      case "downwardAPI" -> items(source, faults);
      case "serviceAccountToken" -> token(source, volume, faults);
      default -> {
        faults.present(source.field("name"));
        source.field("items").elements().forEach(item -> keyToPath(item, faults));
      }
    }
  }

  private static void distinct(At source, At volume, Set<String> paths, FaultList faults) {
    for (At item : source.field("items").elements()) {
      String path = item.field("path").text();
      if (!path.isEmpty() && !paths.add(path)) {
        faults.invalid(volume, path, "conflicting duplicate paths");
      }
    }
  }

  private static void token(At token, At volume, FaultList faults) {
    At expiration = token.field("expirationSeconds");
    long seconds = expiration.value().asLong();
    if (seconds < LEAST_TOKEN_SECONDS) {
      faults.invalid(expiration, "may not specify a duration less than 10 minutes");
    }
    if (seconds > MOST_TOKEN_SECONDS) {
      faults.invalid(expiration, "may not specify a duration larger than 2^32 seconds");
    }
    At path = token.field("path").as(volume.path() + ".path");
    if (path.isBlank()) {
      faults.required(path);
    } else {
      PathRules.local(path, faults);
    }
  }
}
