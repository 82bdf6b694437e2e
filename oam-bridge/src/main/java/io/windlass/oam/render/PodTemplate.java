package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.oam.model.ConfigFile;
import io.windlass.oam.model.Container;
import io.windlass.oam.model.PodModel;
import io.windlass.oam.model.Port;
import io.windlass.oam.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pods of an instance of one of OAM's own types. */
record PodTemplate(Site site, PodModel pod) {

  Json.Obj render(Json.Obj more) {
    Json.Obj metadata =
        Json.Obj.EMPTY.with("labels", Labels.ofPods(site.application(), site.instance()));
    Json.Obj annotations =
        Json.ofTexts(pod.templateAnnotations()).without(WorkloadRenderer.BACKEND);
    if (!annotations.fields().isEmpty()) {
      metadata = metadata.with("annotations", annotations);
    }
    return Json.Obj.EMPTY.with("metadata", metadata).with("spec", spec(more));
  }

  private Json.Obj spec(Json.Obj more) {
    Map<String, Json> volumes = new TreeMap<>();
    List<Json> containers = new ArrayList<>();
    for (Container container : pod.containers()) {
      containers.add(container(container, volumes));
    }
    Json.Obj spec = more.with("containers", Json.of(containers));
    if (!volumes.isEmpty()) {
      spec = spec.with("volumes", Json.of(List.copyOf(volumes.values())));
    }
    if (!pod.nodeSelector().isEmpty()) {
      spec = spec.with("nodeSelector", Json.ofTexts(pod.nodeSelector()));
    }
    List<Json.Obj> secrets =
        pod.containers().stream()
            .flatMap(container -> container.imagePullSecret().stream())
            .distinct()
            .map(name -> Json.Obj.EMPTY.with("name", name))
            .toList();
    spec = secrets.isEmpty() ? spec : spec.with("imagePullSecrets", Json.of(secrets));
    return JsonMerge.apply(spec, site.environment().pods()).object();
  }

  private Json.Obj container(Container container, Map<String, Json> volumes) {
    Json.Obj made = container.fixed();
    made = list(made, "env", container.env());
    made = list(made, "ports", container.ports().stream().map(PodTemplate::port).toList());
    made =
        container.resources().fields().isEmpty()
            ? made
            : made.with("resources", container.resources());
    List<Json.Obj> mounts = new ArrayList<>();
    configMounts(container, volumes, mounts);
    for (Volume volume : container.volumes()) {
      volumes.putIfAbsent(volume.name(), volume(volume));
      Json.Obj mount =
          Json.Obj.EMPTY.with("name", volume.name()).with("mountPath", volume.mountPath());
      mounts.add(volume.readOnly() ? mount.with("readOnly", Json.of(true)) : mount);
    }
    return list(made, "volumeMounts", mounts);
  }

  private static Json.Obj list(Json.Obj made, String field, List<Json.Obj> items) {
    return items.isEmpty() ? made : made.with(field, Json.of(items));
  }

  private static Json.Obj port(Port port) {
    return Json.Obj.EMPTY
        .with("name", port.name())
        .with("containerPort", Json.of(port.number()))
        .with("protocol", port.protocol());
  }

  private Json.Obj volume(Volume volume) {
    Json.Obj named = Json.Obj.EMPTY.with("name", volume.name());
    if (volume.ephemeral()) {
      Optional<String> size = volume.size();
      Json.Obj emptyDir =
          size.map(it -> Json.Obj.EMPTY.with("sizeLimit", it)).orElse(Json.Obj.EMPTY);
      return named.with("emptyDir", emptyDir);
    }
    Json.Obj claim = Json.Obj.EMPTY.with("claimName", site.name(volume.name()));
    return named.with(
        "persistentVolumeClaim", volume.readOnly() ? claim.with("readOnly", Json.of(true)) : claim);
  }

  /** Each file at its own path, so that what the image has beside it stays. */
  private void configMounts(Container container, Map<String, Json> volumes, List<Json.Obj> mounts) {
    ConfigFiles files = new ConfigFiles(site, container);
    for (ConfigFile file : container.files()) {
      Json.Obj volume =
          switch (file.content()) {
            case ConfigFile.Inline _ -> files.volume();
            case ConfigFile.FromSecret(String secret, String _) -> secretVolume(secret);
          };
      String name = volume.text("name").orElseThrow();
      volumes.putIfAbsent(name, volume);
      String key =
          file.content() instanceof ConfigFile.FromSecret(String _, String of)
              ? of
              : files.key(file);
      mounts.add(
          Json.Obj.EMPTY
              .with("name", name)
              .with("mountPath", file.path())
              .with("subPath", key)
              .with("readOnly", Json.of(true)));
    }
  }

  private static Json.Obj secretVolume(String secret) {
    String name = Names.of("secret", secret.replace('.', '-'));
    return Json.Obj.EMPTY
        .with("name", name)
        .with("secret", Json.Obj.EMPTY.with("secretName", secret));
  }
}
