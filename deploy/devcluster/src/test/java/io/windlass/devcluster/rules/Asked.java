package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.schema.RecordedSchemas;
import io.windlass.devcluster.schema.TypeSchema;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/** Objects in YAML, taken through the steps of a request. */
final class Asked {
  private static final RecordedSchemas SCHEMAS = new RecordedSchemas();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Asked() {}

  /** A type by the name that messages use. */
  static ResourceType type(String qualifiedName) {
    return SCHEMAS.builtInTypes().stream()
        .filter(t -> t.qualifiedName().equals(qualifiedName))
        .findFirst()
        .orElseThrow();
  }

  static ObjectNode yaml(String text) {
    return JSON.valueToTree(new Yaml().load(text));
  }

  /** An object as it would be validated on create. */
  static ObjectNode created(String qualifiedName, String yaml) {
    ObjectNode object = defaulted(qualifiedName, yaml(yaml));
    allocated(qualifiedName, object);
    BuiltInRules.prepareCreate(type(qualifiedName), object, PodAccount.PLAIN, "abcde");
    return object;
  }

  private static List<Cause> allocated(String qualifiedName, ObjectNode object) {
    return qualifiedName.equals("services")
        ? ServiceAddresses.assign(object, new Counted("10.0.0.", 1), new Counted("3000", 0))
        : List.of();
  }

  private static List<Cause> reallocated(
      String qualifiedName, ObjectNode object, ObjectNode before) {
    return qualifiedName.equals("services")
        ? ServiceAddresses.reassign(
            object, before, new Counted("10.0.0.", 5), new Counted("3000", 5))
        : List.of();
  }

  static ObjectNode defaulted(String qualifiedName, ObjectNode object) {
    ResourceType type = type(qualifiedName);
    TypeSchema schema = SCHEMAS.builtIn(type);
    if (!object.has("metadata")) {
      object.putObject("metadata").put("name", "a").put("uid", "u");
    }
    schema.prune(object);
    BuiltInRules.applyDefaults(type, object);
    return object;
  }

  /** The faults of a new object, as {@code field: message}. */
  static List<String> faults(String qualifiedName, String yaml) {
    List<Cause> unavailable = allocated(qualifiedName, defaulted(qualifiedName, yaml(yaml)));
    return unavailable.isEmpty()
        ? words(BuiltInRules.validateCreate(type(qualifiedName), created(qualifiedName, yaml)))
        : words(unavailable);
  }

  /** An object after a strategic merge patch, with its defaults. */
  static ObjectNode patched(String qualifiedName, ObjectNode before, String patch) {
    TypeSchema schema = SCHEMAS.builtIn(type(qualifiedName));
    return defaulted(qualifiedName, schema.strategicMerge(before, yaml(patch)));
  }

  /** The faults of a change by strategic merge patch. */
  static List<String> changeFaults(String qualifiedName, String yaml, String patch) {
    ResourceType type = type(qualifiedName);
    ObjectNode before = created(qualifiedName, yaml);
    ObjectNode after = patched(qualifiedName, before, patch);
    List<Cause> unavailable = reallocated(qualifiedName, after, before);
    if (!unavailable.isEmpty()) {
      return words(unavailable);
    }
    BuiltInRules.prepareUpdate(type, after, before);
    return words(BuiltInRules.validateUpdate(type, after, before));
  }

  static List<String> words(List<Cause> causes) {
    return causes.stream().map(cause -> cause.field() + ": " + cause.message()).toList();
  }

  static JsonNode at(ObjectNode object, String pointer) {
    return object.at(pointer);
  }
}
