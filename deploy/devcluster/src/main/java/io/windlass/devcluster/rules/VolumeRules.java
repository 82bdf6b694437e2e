package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a pod's volumes must be. Stateless. */
final class VolumeRules {
  private VolumeRules() {}

  /** Adds the faults of a list of volumes; returns the names that containers may mount. */
  static Set<String> validate(At volumes, FaultList faults) {
    Set<String> names = new HashSet<>();
    for (At volume : volumes.elements()) {
      At name = volume.field("name");
      if (name.isBlank()) {
        faults.required(name);
      } else {
        faults.format(name, Names::label);
      }
      if (!name.isBlank() && !names.add(name.text())) {
        faults.add(Faults.duplicate(name.path(), TextNode.valueOf(name.text())));
      }
      source(volume, faults);
    }
    return names;
  }

  private static void source(At volume, FaultList faults) {
    List<String> sources = volume.keys().stream().filter(key -> !key.equals("name")).toList();
    if (sources.isEmpty()) {
      faults.required(volume, "must specify a volume type");
    }
    for (String source : sources.subList(Math.min(1, sources.size()), sources.size())) {
      faults.forbidden(volume.field(source), "may not specify more than 1 volume type");
    }
    if (!sources.isEmpty()) {
      content(volume.field(sources.getFirst()), sources.getFirst(), faults);
    }
  }

  private static void content(At source, String kind, FaultList faults) {
    switch (kind) {
      case "configMap" -> {
        requireName(source.field("name"), faults);
        modeAndItems(source, faults);
      }
      case "secret" -> {
        requireName(source.field("secretName"), faults);
        modeAndItems(source, faults);
      }
      case "downwardAPI" -> modeAndItems(source, faults);
      case "persistentVolumeClaim" -> requireName(source.field("claimName"), faults);
      case "hostPath" -> hostPath(source, faults);
      default -> {}
    }
  }

  private static void requireName(At name, FaultList faults) {
    if (name.isBlank()) {
      faults.required(name);
    }
  }

  private static void modeAndItems(At source, FaultList faults) {
    At mode = source.field("defaultMode");
    if (mode.isSet() && (mode.value().asInt() < 0 || mode.value().asInt() > 0777)) {
      faults.invalid(mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }
    for (At item : source.field("items").elements()) {
      At path = item.field("path");
      if (path.isBlank()) {
        faults.required(path);
      } else if (path.text().startsWith("/")) {
        faults.invalid(path, "must be a relative path");
      } else if (List.of(path.text().split("/", -1)).contains("..")) {
        faults.invalid(path, "must not contain '..'");
      }
    }
  }

  private static void hostPath(At source, FaultList faults) {
    At path = source.field("path");
    if (path.isBlank()) {
      faults.required(path);
    } else if (List.of(path.text().split("/", -1)).contains("..")) {
      faults.invalid(path, "must not contain '..'");
    }
    List<String> types =
        List.of(
            "",
            "BlockDevice",
            "CharDevice",
            "Directory",
            "DirectoryOrCreate",
            "File",
            "FileOrCreate",
            "Socket");
    faults.oneOf(source.field("type"), types);
  }
}
