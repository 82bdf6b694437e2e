package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How containers may mount volumes and use devices. Stateless. */
final class MountRules {
  private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");

  private MountRules() {}

  /** The faults of a container's mounts and devices of a pod with these volumes. */
  static void validate(At container, Map<String, JsonNode> volumes, FaultList faults) {
    At mounts = container.field("volumeMounts");
    At devices = container.field("volumeDevices");
    mounts(container, volumes, byName(devices, "devicePath"), faults);
    devices(devices, volumes, byName(mounts, "mountPath"), faults);
  }

  private static Map<String, String> byName(At elements, String path) {
    Map<String, String> paths = new HashMap<>();
    elements.elements().forEach(e -> paths.put(e.field("name").text(), e.field(path).text()));
    return paths;
  }

  private static void mounts(
      At container, Map<String, JsonNode> volumes, Map<String, String> devices, FaultList faults) {
    At mounts = container.field("volumeMounts");
    Set<String> paths = new HashSet<>();
    for (At mount : mounts.elements()) {
      At name = mount.field("name");
      At path = mount.field("mountPath");
      faults.present(name);
      if (!volumes.containsKey(name.text())) {
        faults.add(Faults.notFound(name.path(), TextNode.valueOf(name.text())));
      }
      faults.present(path);
      if (!paths.add(path.text())) {
        faults.invalid(path, path.text(), "must be unique");
      }
      if (devices.containsKey(name.text())) {
        faults.invalid(name, name.text(), "must not already exist in volumeDevices");
      }
      if (devices.containsValue(path.text())) {
        faults.invalid(path, path.text(), "must not already exist as a path in volumeDevices");
      }
      subPaths(mount, mounts.path(), faults);
      propagation(mount, container, faults);
    }
  }

  // Some of these paths have no index.
  private static void subPaths(At mount, String mounts, FaultList faults) {
    At subPath = mount.field("subPath");
    At expression = mount.field("subPathExpr");
    PathRules.descending(subPath.as(mounts + ".subPath"), faults);
    if (!expression.isBlank() && !subPath.isBlank()) {
      faults.invalid(expression, "subPathExpr and subPath are mutually exclusive");
    }
    PathRules.descending(expression.as(mounts + ".subPathExpr"), faults);
  }

  private static void propagation(At mount, At container, FaultList faults) {
    String mounts = container.field("volumeMounts").path();
    At propagation = mount.field("mountPropagation").as(mounts + ".mountPropagation");
    boolean privileged = container.field("securityContext").field("privileged").value().asBoolean();
    if (propagation.isSet()) {
      faults.oneOf(propagation, List.of("Bidirectional", "HostToContainer", "None"));
      if (propagation.text().equals("Bidirectional") && !privileged) {
        faults.forbidden(
            propagation,
            "Bidirectional mount propagation is available only to privileged containers");
      }
    }
    At recursive = mount.field("recursiveReadOnly").as(mounts + ".recursiveReadOnly");
    if (!recursive.isSet() || recursive.text().equals("Disabled")) {
      return;
    }
    if (!RECURSIVE.contains(recursive.text())) {
      faults.oneOf(recursive, RECURSIVE);
      return;
    }
    if (!mount.field("readOnly").value().asBoolean()) {
      faults.forbidden(recursive, "may only be specified when readOnly is true");
    }
    if (propagation.isSet() && !propagation.text().equals("None")) {
      faults.forbidden(
          recursive, "may only be specified when mountPropagation is None or not specified");
    }
  }

  private static void devices(
      At devices, Map<String, JsonNode> volumes, Map<String, String> mounts, FaultList faults) {
    Set<String> names = new HashSet<>();
    Set<String> paths = new HashSet<>();
    for (At device : devices.elements()) {
      At name = device.field("name");
      deviceName(name, volumes, names, faults);
      devicePath(device.field("devicePath"), paths, faults);
      if (mounts.containsKey(name.text())) {
        faults.invalid(name, name.text(), "must not already exist in volumeMounts");
      }
      At path = device.field("devicePath");
      if (mounts.containsValue(path.text())) {
        faults.invalid(path, path.text(), "must not already exist as a path in volumeMounts");
      }
    }
  }

  private static void deviceName(
      At name, Map<String, JsonNode> volumes, Set<String> names, FaultList faults) {
    faults.present(name);
    if (!name.isBlank() && !names.add(name.text())) {
      faults.invalid(name, "must be unique");
    }
    JsonNode volume = volumes.get(name.text());
    if (volume == null) {
      faults.add(Faults.notFound(name.path(), TextNode.valueOf(name.text())));
    } else if (!volume.has("persistentVolumeClaim") && !volume.has("ephemeral")) {
      String words =
          "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";
      faults.invalid(name, words);
    }
  }

  private static void devicePath(At path, Set<String> paths, FaultList faults) {
    faults.present(path);
    if (paths.contains(path.text())) {
      faults.invalid(path, path.text(), "must be unique");
    }
    if (PathRules.hasBacksteps(path.text())) {
      faults.invalid(path, "can not contain backsteps ('..')");
    } else {
      paths.add(path.text());
    }
  }
}
