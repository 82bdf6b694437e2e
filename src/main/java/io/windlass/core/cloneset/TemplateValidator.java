package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks of {@code spec.template} for which nobody should have to wait until the first pod is
 * refused. The API server has the last word on everything else. Used once, by one thread.
 */
final class TemplateValidator {
  private static final String TEMPLATE = "spec.template";

  private final Json.Obj template;
  private final Faults faults;
  private final Set<String> names = new HashSet<>();
  private final Set<String> volumes = new HashSet<>();

  private TemplateValidator(Json.Obj template, Faults faults) {
    this.template = template;
    this.faults = faults;
  }

  static void check(Json.Obj spec, Faults faults) {
    if (spec.object("template").fields().isEmpty()) {
      faults.add(TEMPLATE, "required");
      return;
    }
    TemplateValidator validator = new TemplateValidator(spec.object("template"), faults);
    validator.checkMetadata();
    validator.checkPod();
    validator.checkVolumes();
    // After the volumes: a claim replaces the volume of its name.
    spec.items("volumeClaimTemplates").stream()
        .flatMap(claim -> claim.text("metadata", "name").stream())
        .forEach(validator.volumes::add);
    validator.checkContainers("initContainers");
    validator.checkContainers("containers");
  }

  private void checkMetadata() {
    String labels = TEMPLATE + ".metadata.labels";
    template
        .object("metadata", "labels")
        .fields()
        .forEach(
            (key, value) -> {
              faults.check(
                  NameSyntax.isQualifiedName(key), labels, quoted(key) + " is not a label's key");
              faults.check(
                  value.text().map(NameSyntax::isLabelValue).orElse(false),
                  labels + "[" + key + "]",
                  "must be text of at most 63 letters, digits, '-', '_' or '.'");
            });
    faults.check(
        template.at("metadata", "labels", PodMarks.SPECIFIED_DELETE).isEmpty(),
        labels + "[" + PodMarks.SPECIFIED_DELETE + "]",
        "would have every pod deleted as soon as it is made");
    String annotations = TEMPLATE + ".metadata.annotations";
    template
        .object("metadata", "annotations")
        .fields()
        .forEach(
            (key, value) -> {
              faults.check(
                  NameSyntax.isQualifiedName(key),
                  annotations,
                  quoted(key) + " is not an annotation's key");
              faults.check(
                  value instanceof Json.Text, annotations + "[" + key + "]", "must be text");
            });
  }

  private void checkPod() {
    Json.Obj spec = template.object("spec");
    String policy = spec.text("restartPolicy").orElse("Always");
    faults.check(
        policy.equals("Always") || policy.isEmpty(),
        TEMPLATE + ".spec.restartPolicy",
        quoted(policy) + " is not supported, only \"Always\"");
    faults.check(
        spec.at("activeDeadlineSeconds").filter(v -> !(v instanceof Json.Null)).isEmpty(),
        TEMPLATE + ".spec.activeDeadlineSeconds",
        "forbidden: the pods are to run on");
    faults.check(
        spec.number("terminationGracePeriodSeconds").orElse(0L) >= 0,
        TEMPLATE + ".spec.terminationGracePeriodSeconds",
        "is less than 0");
    faults.check(!spec.items("containers").isEmpty(), TEMPLATE + ".spec.containers", "required");
  }

  private void checkVolumes() {
    List<Json> list = template.items("spec", "volumes");
    for (int i = 0; i < list.size(); i++) {
      checkName(list.get(i), TEMPLATE + ".spec.volumes[" + i + "].name", volumes);
    }
  }

  private void checkContainers(String kind) {
    List<Json> list = template.items("spec", kind);
    for (int i = 0; i < list.size(); i++) {
      String field = TEMPLATE + ".spec." + kind + "[" + i + "]";
      Json container = list.get(i);
      checkName(container, field + ".name", names);
      String image = container.text("image").orElse("");
      faults.check(!image.isEmpty(), field + ".image", "required");
      faults.check(
          image.equals(image.strip()), field + ".image", quoted(image) + " has spaces around it");
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
      faults.check(volumes.contains(name), here + ".name", "no volume is named " + quoted(name));
      String path = mounts.get(i).text("mountPath").orElse("");
      faults.check(!path.isEmpty(), here + ".mountPath", "required");
      faults.check(
          path.isEmpty() || paths.add(path),
          here + ".mountPath",
          quoted(path) + " has another volume already");
    }
  }

  private void checkPorts(Json container, String field) {
    List<Json> ports = container.items("ports");
    for (int i = 0; i < ports.size(); i++) {
      long port = ports.get(i).number("containerPort").orElse(0L);
      faults.check(
          port >= 1 && port <= 65535,
          field + ".ports[" + i + "].containerPort",
          "must be from 1 to 65535");
    }
  }

  private void checkEnv(Json container, String field) {
    List<Json> variables = container.items("env");
    for (int i = 0; i < variables.size(); i++) {
      faults.check(
          variables.get(i).text("name").filter(name -> !name.isEmpty()).isPresent(),
          field + ".env[" + i + "].name",
          "required");
    }
  }

  private void checkName(Json named, String field, Set<String> seen) {
    Optional<String> name = named.text("name").filter(text -> !text.isEmpty());
    if (name.isEmpty()) {
      faults.add(field, "required");
      return;
    }
    faults.check(
        NameSyntax.isDnsLabel(name.get()),
        field,
        quoted(name.get()) + " is not at most 63 lower-case letters, digits and inner '-'");
    faults.check(seen.add(name.get()), field, quoted(name.get()) + " is there twice");
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
