package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the versions of a CustomResourceDefinition must be. Faults in what all versions say alike
 * are named once, as if the definition itself said it. Stateless.
 */
final class DefinitionVersionRules {
  private static final List<String> COLUMN_TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final List<String> COLUMN_FORMATS =
      List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
  private static final int LONGEST_WARNING = 256;

  private DefinitionVersionRules() {}

  /** One part of each version. */
  private interface Part {
    void check(At part, FaultList faults);
  }

  static void validate(At versions, FaultList faults) {
    names(versions, faults);
    for (At version : versions.elements()) {
      At schema = version.field("schema").field("openAPIV3Schema");
      if (!schema.isSet()) {
        faults.required(schema, "schemas are required");
      }
      deprecation(version, faults);
    }
    each(versions, "schema", "spec.validation", DefinitionVersionRules::schema, faults);
    each(versions, "subresources", "spec.subresources", DefinitionVersionRules::scale, faults);
    String columns = "additionalPrinterColumns";
    each(versions, columns, "spec." + columns, DefinitionVersionRules::columns, faults);
  }

  private static void names(At versions, FaultList faults) {
    Set<String> seen = new LinkedHashSet<>();
    int stored = 0;
    boolean repeated = false;
    for (At version : versions.elements()) {
      At name = version.field("name");
      DefinitionRules.isOneFault(name, Names.label1035(name.text()), faults);
      repeated |= !seen.add(name.text());
      stored += version.field("storage").value().asBoolean() ? 1 : 0;
    }
    String shown = "[" + String.join(", ", seen) + "]";
    if (repeated) {
      faults.invalidShown(versions, shown, "must contain unique version names");
    }
    if (stored != 1) {
      faults.invalidShown(
          versions, shown, "must have exactly one version marked as storage version");
    }
  }

  private static void each(At versions, String field, String shared, Part part, FaultList faults) {
    List<At> parts = versions.elements().stream().map(version -> version.field(field)).toList();
    boolean alike = parts.stream().map(DefinitionVersionRules::plain).distinct().count() == 1;
    if (alike) {
      part.check(parts.getFirst().as(shared), faults);
    } else {
      parts.forEach(one -> part.check(one, faults));
    }
  }

  // Nothing, null and an empty list are the same.
  private static Object plain(At part) {
    JsonNode value = part.value();
    return !part.isSet() || (value.isArray() && value.isEmpty()) ? "" : value;
  }

  private static void schema(At schema, FaultList faults) {
    At root = schema.field("openAPIV3Schema");
    if (root.isSet()) {
      SchemaRules.validate(root, faults);
    }
  }

  private static void scale(At subresources, FaultList faults) {
    At scale = subresources.field("scale");
    if (scale.isSet()) {
      replicasPath(scale.field("specReplicasPath"), ".spec.", faults);
      replicasPath(scale.field("statusReplicasPath"), ".status.", faults);
      selectorPath(scale.field("labelSelectorPath"), faults);
    }
  }

  private static void replicasPath(At path, String under, FaultList faults) {
    if (path.isBlank()) {
      faults.required(path);
    } else if (!path.text().startsWith(".")) {
      faults.invalid(path, "must be a simple json path starting with .");
    } else if (!path.text().startsWith(under)) {
      String words = "should be a json path under " + under.substring(0, under.length() - 1);
      faults.invalid(path, words);
    }
  }

  private static void selectorPath(At path, FaultList faults) {
    if (path.isBlank()) {
      return;
    }
    if (!path.text().startsWith(".")) {
      faults.invalid(path, "must be a simple json path starting with .");
    } else if (!path.text().startsWith(".spec.") && !path.text().startsWith(".status.")) {
      faults.invalid(path, "should be a json path under either .spec or .status");
    }
  }

  private static void columns(At columns, FaultList faults) {
    columns.elements().forEach(column -> column(column, faults));
  }

  private static void column(At column, FaultList faults) {
    if (column.field("name").isBlank()) {
      faults.required(column.field("name"));
    }
    At type = column.field("type");
    String types = "must be one of " + String.join(",", COLUMN_TYPES);
    if (type.isBlank()) {
      faults.required(type, types);
    } else if (!COLUMN_TYPES.contains(type.text())) {
      faults.invalid(type, types);
    }
    At format = column.field("format");
    if (!format.isBlank() && !COLUMN_FORMATS.contains(format.text())) {
      faults.invalid(format, "must be one of " + String.join(",", COLUMN_FORMATS));
    }
    At path = column.field("jsonPath").as(column.path() + ".JSONPath");
    if (path.isBlank()) {
      faults.required(path);
    } else if (!path.text().startsWith(".")) {
      faults.invalid(path, "must be a simple json path starting with .");
    }
  }

  private static void deprecation(At version, FaultList faults) {
    At warning = version.field("deprecationWarning");
    if (!warning.isSet()) {
      return;
    }
    if (!version.field("deprecated").value().asBoolean()) {
      faults.invalid(warning, "can only be set for deprecated versions");
    } else if (warning.text().isEmpty()) {
      faults.invalid(warning, "must not be an empty string");
    } else if (warning.text().length() > LONGEST_WARNING) {
      faults.invalid(warning, "must be <= 256 characters long");
    }
  }
}
