package io.windlass.devcluster.rules;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the sources of volumes must be that pods and PersistentVolumes share. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/volumes/">Volumes</a>
 */
final class VolumeSources {
  /** Those of a pod's volume; of several, the first in this order is the one. */
  static final List<String> OF_PODS =
      List.of(
          "emptyDir",
          "hostPath",
          "gitRepo",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "secret",
          "nfs",
          "iscsi",
          "glusterfs",
          "flocker",
          "persistentVolumeClaim",
          "rbd",
          "cinder",
          "cephfs",
          "quobyte",
          "downwardAPI",
          "fc",
          "flexVolume",
          "configMap",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "storageos",
          "projected",
          "scaleIO",
          "csi",
          "ephemeral",
          "image");

  /** Those of a PersistentVolume, in the order of precedence. */
  static final List<String> OF_VOLUMES =
      List.of(
          "hostPath",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "glusterfs",
          "flocker",
          "nfs",
          "rbd",
          "quobyte",
          "cephfs",
          "iscsi",
          "cinder",
          "fc",
          "flexVolume",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "scaleIO",
          "local",
          "storageos",
          "csi");

  private static final Map<String, List<String>> NEEDED =
      Map.ofEntries(
          Map.entry("gitRepo", List.of("repository")),
          Map.entry("gcePersistentDisk", List.of("pdName")),
          Map.entry("awsElasticBlockStore", List.of("volumeID")),
          Map.entry("nfs", List.of("server", "path")),
          Map.entry("glusterfs", List.of("endpoints", "path")),
          Map.entry("rbd", List.of("monitors", "image")),
          Map.entry("cinder", List.of("volumeID")),
          Map.entry("cephfs", List.of("monitors")),
          Map.entry("flexVolume", List.of("driver")),
          Map.entry("azureFile", List.of("secretName", "shareName")),
          Map.entry("vsphereVolume", List.of("volumePath")),
          Map.entry("photonPersistentDisk", List.of("pdID")),
          Map.entry("portworxVolume", List.of("volumeID")),
          Map.entry("azureDisk", List.of("diskName", "diskURI")),
          Map.entry("scaleIO", List.of("gateway", "system", "volumeName")));

  private static final Pattern RESERVED = Pattern.compile("(.*\\.)?(kubernetes|k8s)\\.io");
  private static final List<String> HOST_PATH_TYPES =
      List.of(
          "",
          "BlockDevice",
          "CharDevice",
          "Directory",
          "DirectoryOrCreate",
          "File",
          "FileOrCreate",
          "Socket");

  private VolumeSources() {}

  /**
   * The faults of the one source, or of there being several or none.
   *
   * @param check finds the faults of one source of a kind
   */
  static void one(At volume, List<String> kinds, Check check, FaultList faults) {
    List<String> stated = kinds.stream().filter(kind -> volume.field(kind).isSet()).toList();
    if (stated.isEmpty()) {
      faults.required(volume, "must specify a volume type");
      return;
    }
    String first = stated.getFirst();
    check.of(first, at(volume, first), faults);
    for (String further : stated.subList(1, stated.size())) {
      if (kinds.equals(OF_VOLUMES) && further.equals("flexVolume")) {
        // Of a PersistentVolume it may be one more.
        check.of(further, at(volume, further), faults);
        continue;
      }
      String path = volume.path() + "." + misspelt(further);
      faults.forbidden(volume.field(further).as(path), "may not specify more than 1 volume type");
    }
  }

  /** Finds the faults of a source. */
  interface Check {
    void of(String kind, At source, FaultList faults);
  }

  // As the API server spells them in this fault.
  private static String misspelt(String kind) {
    return switch (kind) {
      case "cephfs" -> "cephFS";
      case "downwardAPI" -> "downwarAPI";
      default -> kind;
    };
  }

  private static At at(At volume, String kind) {
    At source = volume.field(kind);
    return kind.equals("gcePersistentDisk") ? source.as(volume.path() + ".persistentDisk") : source;
  }

  /** The faults that a source has wherever it is. */
  static void shared(String kind, At source, FaultList faults) {
    NEEDED.getOrDefault(kind, List.of()).forEach(field -> faults.present(source.field(field)));
    switch (kind) {
      case "hostPath" -> hostPath(source, faults);
      case "gitRepo" -> PathRules.descending(source.field("directory"), faults);
      case "gcePersistentDisk", "awsElasticBlockStore" ->
          faults.between(source.field("partition"), 0, 255);
      case "nfs" -> {
        if (!source.field("path").text().startsWith("/")) {
          faults.invalid(
              source.field("path"), source.field("path").text(), "must be an absolute path");
        }
      }
      case "flocker" -> flocker(source, faults);
      case "quobyte" -> quobyte(source, faults);
      case "fc" -> fibreChannel(source, faults);
      case "flexVolume" -> options(source.field("options"), faults);
      case "azureDisk" -> azureDisk(source, faults);
      case "storageos" -> storageOs(source, faults);
      default -> {}
    }
  }

  static void hostPath(At source, FaultList faults) {
    At path = source.field("path");
    if (path.isBlank()) {
      faults.required(path);
      return;
    }
    PathRules.noBacksteps(path, faults);
    faults.oneOf(source.field("type"), HOST_PATH_TYPES);
  }

  private static void flocker(At source, FaultList faults) {
    At name = source.field("datasetName");
    boolean identified = !source.field("datasetUUID").isBlank();
    if (name.isBlank() && !identified) {
      faults.required(source, "one of datasetName and datasetUUID is required");
    }
    if (!name.isBlank() && identified) {
      faults.invalid(
          source, "resource", "datasetName and datasetUUID can not be specified simultaneously");
    }
    if (name.text().contains("/")) {
      faults.invalid(name, "must not contain '/'");
    }
  }

  private static void quobyte(At source, FaultList faults) {
    At registry = source.field("registry");
    String words = "must be a host:port pair or multiple pairs separated by commas";
    if (registry.isBlank()) {
      faults.required(registry, words);
    } else if (source.field("tenant").text().length() > 64) {
      faults.required(
          source.field("tenant"), "must be a UUID and may not exceed a length of 64 characters");
    } else {
      for (String pair : registry.text().split(",", -1)) {
        if (!pair.matches("([^:\\[\\]]*|\\[[^\\[\\]]*]):[^:]*")) {
          faults.invalid(registry, words);
        }
      }
    }
    faults.present(source.field("volume"));
  }

  private static void fibreChannel(At source, FaultList faults) {
    At targets = source.field("targetWWNs");
    boolean named = !source.field("wwids").value().isEmpty();
    if (targets.value().isEmpty()) {
      if (!named) {
        faults.required(targets, "must specify either targetWWNs or wwids, but not both");
      }
      return;
    }
    if (named) {
      faults.invalid(targets, "targetWWNs and wwids can not be specified simultaneously");
    }
    At unit = source.field("lun");
    if (unit.isSet()) {
      faults.between(unit, 0, 255);
    } else {
      faults.required(unit, "lun is required if targetWWNs is specified");
    }
  }

  private static void options(At options, FaultList faults) {
    for (String key : options.keys()) {
      String domain = key.split("/", 2)[0].toLowerCase(java.util.Locale.ROOT);
      if (RESERVED.matcher(domain).matches()) {
        faults.invalid(options.key(key), key, "kubernetes.io and k8s.io namespaces are reserved");
      }
    }
  }

  private static void azureDisk(At source, FaultList faults) {
    At caching = source.field("cachingMode");
    At kind = source.field("kind");
    At uri = source.field("diskURI");
    if (caching.isSet()) {
      faults.oneOf(caching, List.of("None", "ReadOnly", "ReadWrite"));
    }
    if (!kind.isSet()) {
      return;
    }
    faults.oneOf(kind, List.of("Dedicated", "Managed", "Shared"));
    boolean managed = kind.text().equals("Managed");
    if (!uri.text().startsWith(managed ? "/subscriptions/" : "https://")) {
      String form =
          managed
              ? "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"
              : "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";
      faults.oneOf(uri, List.of(form));
    }
  }

  private static void storageOs(At source, FaultList faults) {
    At name = source.field("volumeName");
    At namespace = source.field("volumeNamespace");
    if (name.isBlank()) {
      faults.required(name);
    } else {
      faults.format(name, Names::label);
    }
    if (!namespace.isBlank()) {
      faults.format(namespace, Names::label);
    }
  }
}
