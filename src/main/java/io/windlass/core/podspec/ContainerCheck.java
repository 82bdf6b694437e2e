package io.windlass.core.podspec;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks containers and volumes, see {@link ContainerRules}; used once, by one thread. */
final class ContainerCheck {
  private final Json.Obj spec;
  private final String parent;
  private final List<Violation> faults = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> volumes = new HashSet<>();

  private ContainerCheck(Json.Obj spec, String parent) {
    this.spec = spec;
    this.parent = parent;
  }

  static List<Violation> violations(Json.Obj spec, String parent, Collection<String> claims) {
    ContainerCheck rules = new ContainerCheck(spec, parent);
    rules.checkVolumes();
    rules.volumes.addAll(claims);
    rules.checkContainers("initContainers");
    rules.checkContainers("containers");
    return List.copyOf(rules.faults);
  }

  private void check(boolean holds, String field, String message) {
    if (!holds) {
      faults.add(new Violation(field, message));
    }
  }

  private void checkVolumes() {
    List<Json> list = spec.items("volumes");
    for (int i = 0; i < list.size(); i++) {
      checkName(list.get(i), parent + ".volumes[" + i + "].name", volumes);
    }
  }

  private void checkContainers(String kind) {
    List<Json> list = spec.items(kind);
    for (int i = 0; i < list.size(); i++) {
      String field = parent + "." + kind + "[" + i + "]";
      Json container = list.get(i);
      checkName(container, field + ".name", names);
      String image = container.text("image").orElse("");
      check(!image.isEmpty(), field + ".image", "required");
      check(image.equals(image.strip()), field + ".image", quoted(image) + " has spaces around it");
      checkMounts(container, field);
      checkPorts(container, field);
      checkEnv(container, field);
    }
  }

  private void checkMounts(Json container, String field) {
    List<Json> mounts = container.items("volumeMounts");
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      String here = field + ".volumeMounts[" + i + "]";
      String name = mounts.get(i).text("name").orElse("");
      check(volumes.contains(name), here + ".name", "no volume is named " + quoted(name));
      String path = mounts.get(i).text("mountPath").orElse("");
      check(!path.isEmpty(), here + ".mountPath", "required");
      check(
          path.isEmpty() || paths.add(path),
          here + ".mountPath",
          quoted(path) + " has another volume already");
    }
  }

  private void checkPorts(Json container, String field) {
    List<Json> ports = container.items("ports");
    for (int i = 0; i < ports.size(); i++) {
      long port = ports.get(i).number("containerPort").orElse(0L);
      check(
          port >= 1 && port <= 65535,
          field + ".ports[" + i + "].containerPort",
          "must be from 1 to 65535");
    }
  }

  private void checkEnv(Json container, String field) {
    List<Json> variables = container.items("env");
    for (int i = 0; i < variables.size(); i++) {
      check(
          variables.get(i).text("name").filter(name -> !name.isEmpty()).isPresent(),
          field + ".env[" + i + "].name",
          "required");
    }
  }

  private void checkName(Json named, String field, Set<String> seen) {
    Optional<String> name = named.text("name").filter(text -> !text.isEmpty());
    if (name.isEmpty()) {
      check(false, field, "required");
      return;
    }
    check(
        NameSyntax.isDnsLabel(name.get()),
        field,
        quoted(name.get()) + " is not at most 63 lower-case letters, digits and inner '-'");
    check(seen.add(name.get()), field, quoted(name.get()) + " is there twice");
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
