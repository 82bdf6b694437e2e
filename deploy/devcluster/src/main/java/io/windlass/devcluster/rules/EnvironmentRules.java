package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a container's environment must be. Stateless. */
final class EnvironmentRules {
  private static final List<String> SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef");
  private static final List<String> FIELDS =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  // What converts to a field of a pod at all.
  private static final Set<String> CONVERTIBLE =
      Set.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.restartPolicy",
          "spec.serviceAccountName",
          "spec.schedulerName",
          "status.phase",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs",
          "spec.host");
  private static final Pattern SUBSCRIPT = Pattern.compile("(.+?)\\['(.*)'\\]");
  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");
  private static final Set<String> SIZES =
      Set.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

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
      case "fieldRef" -> fieldReference(source, FIELDS, faults);
      case "resourceFieldRef" -> resourceReference(source, faults);
      default -> key(source, faults);
    }
  }

  /** A reference to one of these fields of the pod, or to a label or an annotation. */
  static void fieldReference(At reference, List<String> fields, FaultList faults) {
    At path = reference.field("fieldPath");
    String version = reference.field("apiVersion").text();
    if (path.isBlank()) {
      faults.required(path);
      return;
    }
    if (!version.equals("v1")) {
      faults.invalid(path, "error converting fieldPath: unsupported pod version: " + version);
      return;
    }
    Matcher subscript = SUBSCRIPT.matcher(path.text());
    if (subscript.matches()) {
      subscript(reference, path, subscript, faults);
    } else if (!CONVERTIBLE.contains(path.text())) {
      faults.invalid(path, "error converting fieldPath: field label not supported: " + path.text());
    } else if (!fields.contains(path.text())) {
      faults.add(Faults.notSupported(path.path(), TextNode.valueOf(path.text()), fields));
    }
  }

  private static void subscript(At reference, At path, Matcher parts, FaultList faults) {
    String key = parts.group(2);
    switch (parts.group(1)) {
      case "metadata.annotations" ->
          Names.qualified(key.toLowerCase(Locale.ROOT))
              .forEach(why -> faults.invalid(reference, key, why));
      case "metadata.labels" ->
          Names.qualified(key).forEach(why -> faults.invalid(reference, key, why));
      default ->
          faults.invalid(
              path,
              "error converting fieldPath: field label does not support subscript: " + path.text());
    }
  }

  /** A reference to a request or a limit. */
  static void resourceReference(At reference, FaultList faults) {
    At resource = reference.field("resource");
    if (resource.isBlank()) {
      faults.required(resource);
    } else if (!resource.text().matches("(limits|requests)\\.hugepages-.*")) {
      faults.oneOf(resource, RESOURCES);
    }
    divisor(reference, faults);
  }

  /** In which unit a request or limit is told. */
  static void divisor(At reference, FaultList faults) {
    At divisor = reference.field("divisor");
    String resource = reference.field("resource").text();
    String unit = Quantity.of(divisor.value()).map(Quantity::canonical).orElse("0");
    boolean counted =
        RESOURCES.contains(resource) || resource.matches("(limits|requests)\\.hugepages-.*");
    if (unit.equals("0") || !counted) {
      return;
    }
    boolean cpu = resource.endsWith(".cpu");
    if (!(cpu ? Set.of("1m", "1") : SIZES).contains(unit)) {
      String words =
          cpu
              ? "only divisor's values 1m and 1 are supported with the cpu resource"
              : "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are"
                  + " supported with the resource";
      faults.invalid(divisor, resource, words);
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
        // As a prefix of a name, which may end in a dash.
        At stem = name.text().matches(".+-") ? shortened(name) : name;
        faults.format(stem, Names::subdomain);
      }
    }
    if (stated.isEmpty()) {
      faults.invalid(list, "", "must specify one of: `configMapRef` or `secretRef`");
    } else if (stated.size() > 1) {
      faults.invalid(list, "", "may not have more than one field specified at a time");
    }
  }

  private static At shortened(At name) {
    String stem = name.text().substring(0, name.text().length() - 2) + "a";
    return new At(TextNode.valueOf(stem), name.path());
  }
}
