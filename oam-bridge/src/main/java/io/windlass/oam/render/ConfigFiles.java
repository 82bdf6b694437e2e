package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.model.ConfigFile;
import io.windlass.oam.model.Container;
import io.windlass.oam.model.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of one container in one ConfigMap. The volume that mounts it is called after its
 * content: files that are mounted one by one never change in a running container, so another
 * content must be another pod.
 */
record ConfigFiles(Site site, Container container) {
  private static final Kind CONFIG_MAP = new Kind("v1", "ConfigMap");

  Optional<Json.Obj> configMap() {
    return inline().isEmpty()
        ? Optional.empty()
        : Optional.of(site.workloadObject(CONFIG_MAP, name()).with("data", content()));
  }

  Json.Obj volume() {
    String hash = Names.hash(JsonText.canonical(content()));
    return Json.Obj.EMPTY
        .with("name", Names.of("config", container.name(), hash))
        .with("configMap", Json.Obj.EMPTY.with("name", name()));
  }

  /** The file's name, or its hash where two files are called alike or the name is no key. */
  String key(ConfigFile file) {
    long alike = inline().stream().filter(it -> it.fileName().equals(file.fileName())).count();
    return alike == 1 && file.fileName().matches("[-._a-zA-Z0-9]{1,253}")
        ? file.fileName()
        : "file-" + Names.hash(file.path());
  }

  private String name() {
    return site.name(container.name(), "cfg");
  }

  private List<ConfigFile> inline() {
    return container.files().stream()
        .filter(file -> file.content() instanceof ConfigFile.Inline)
        .toList();
  }

  private Json.Obj content() {
    Map<String, String> texts = new TreeMap<>();
    for (ConfigFile file : inline()) {
      if (file.content() instanceof ConfigFile.Inline(String text)) {
        texts.put(key(file), text);
      }
    }
    return Json.ofTexts(texts);
  }
}
