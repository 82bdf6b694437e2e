package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What annotations of a pod must be that the API server itself reads. Stateless. */
final class PodAnnotationRules {
  private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

  private PodAnnotationRules() {}

  static void validate(At annotations, At spec, FaultList faults) {
    for (String key : annotations.keys()) {
      At value = annotations.key(key);
      if (key.equals(MIRROR) && spec.field("nodeName").isBlank()) {
        faults.invalid(value, "must set spec.nodeName if mirror pod annotation is set");
      } else if (key.equals(DELETION_COST) && !isInteger(value.text())) {
        faults.invalid(value, "must be a 32bit integer");
      } else if (key.equals(SECCOMP_POD) || key.startsWith(SECCOMP_CONTAINER)) {
        seccomp(value.as(annotations.path() + "." + key), faults);
      } else if (key.startsWith(APP_ARMOR)) {
        appArmor(value, key.substring(APP_ARMOR.length()), spec, faults);
      }
    }
  }

  /** What may change of them in a pod that exists. */
  static void changed(At annotations, JsonNode before, FaultList faults) {
    JsonNode old = before.path("metadata").path("annotations");
    Set<String> keys = new TreeSet<>(annotations.keys());
    old.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      boolean same = annotations.value().path(key).equals(old.path(key));
      String verb = old.has(key) ? "remove or update" : "add";
      if (!same && key.startsWith(APP_ARMOR)) {
        faults.forbidden(annotations.key(key), "may not %s AppArmor annotations".formatted(verb));
      } else if (!same && key.equals(MIRROR)) {
        faults.forbidden(annotations.key(key), "may not %s mirror pod annotation".formatted(verb));
      }
    }
  }

  // Without a plus sign and without leading zeros, as the controllers compare them.
  private static boolean isInteger(String text) {
    if (!text.matches("0|-?[1-9][0-9]{0,9}")) {
      return false;
    }
    long value = Long.parseLong(text);
    return value == (int) value;
  }

  private static void seccomp(At profile, FaultList faults) {
    String text = profile.text();
    if (text.startsWith("localhost/")) {
      At path = new At(TextNode.valueOf(text.substring("localhost/".length())), profile.path());
      PathRules.descending(path, faults);
    } else if (!List.of("runtime/default", "docker/default", "unconfined").contains(text)) {
      faults.invalid(profile, "must be a valid seccomp profile");
    }
  }

  private static void appArmor(At profile, String container, At spec, FaultList faults) {
    boolean known =
        Stream.of("containers", "initContainers", "ephemeralContainers")
            .flatMap(field -> spec.field(field).elements().stream())
            .anyMatch(c -> c.field("name").text().equals(container));
    if (!known) {
      faults.invalid(profile, container, "container not found");
    }
    String text = profile.text();
    boolean named = List.of("", "runtime/default", "unconfined").contains(text);
    if (!named && !text.startsWith("localhost/")) {
      faults.invalid(profile, "invalid AppArmor profile name: \"%s\"".formatted(text));
    }
  }
}
