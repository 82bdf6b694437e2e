package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The checks of metadata that every type shares, in the words of the API server. Stateless. */
final class ObjectMetaRules {
  private static final String LABEL_PART = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL_PART + "(\\." + LABEL_PART + ")*");
  private static final Pattern NAME_PART =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final String SUBDOMAIN_WORDS =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String NAME_PART_WORDS =
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
          + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
          + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String VALUE_WORDS =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  private ObjectMetaRules() {}

  /** The faults of a new object's metadata. */
  static List<Cause> check(JsonNode object, ResourceType type) {
    JsonNode metadata = object.path("metadata");
    List<Cause> causes = new ArrayList<>();
    checkName(metadata, causes);
    checkMaps(metadata, causes);
    checkOwners(metadata.path("ownerReferences"), causes);
    checkFinalizers(metadata.path("finalizers"), causes);
    return causes;
  }

  /** The faults of changed metadata. */
  static List<Cause> checkChange(JsonNode object, JsonNode old, ResourceType type) {
    JsonNode metadata = object.path("metadata");
    List<Cause> causes = new ArrayList<>();
    checkMaps(metadata, causes);
    checkOwners(metadata.path("ownerReferences"), causes);
    checkFinalizers(metadata.path("finalizers"), causes);
    String uid = metadata.path("uid").asText();
    if (!uid.equals(Documents.text(old, "metadata", "uid"))) {
      causes.add(invalid("metadata.uid", uid, "field is immutable"));
    }
    if (ObjectMeta.isBeingDeleted(old)) {
      checkNoNewFinalizers(object, old, causes);
    }
    return causes;
  }

  private static void checkName(JsonNode metadata, List<Cause> causes) {
    String name = metadata.path("name").asText("");
    if (name.isEmpty()) {
      String why = "Required value: name or generateName is required";
      causes.add(new Cause("FieldValueRequired", why, "metadata.name"));
    } else if (name.length() > MAX_NAME) {
      causes.add(invalid("metadata.name", name, "must be no more than 253 characters"));
    } else if (!SUBDOMAIN.matcher(name).matches()) {
      causes.add(invalid("metadata.name", name, SUBDOMAIN_WORDS));
    }
  }

  private static void checkMaps(JsonNode metadata, List<Cause> causes) {
    for (Map.Entry<String, String> e : Documents.textMap(metadata.path("labels")).entrySet()) {
      checkQualifiedName("metadata.labels", e.getKey(), causes);
      String value = e.getValue();
      if (value.length() > MAX_LABEL) {
        causes.add(invalid("metadata.labels", value, "must be no more than 63 characters"));
      }
      if (!value.isEmpty() && !NAME_PART.matcher(value).matches()) {
        causes.add(invalid("metadata.labels", value, VALUE_WORDS));
      }
    }
    for (String key : Documents.textMap(metadata.path("annotations")).keySet()) {
      checkQualifiedName("metadata.annotations", key, causes);
    }
  }

  private static void checkQualifiedName(String field, String key, List<Cause> causes) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (slash == 0) {
      causes.add(invalid(field, key, "prefix part must be non-empty"));
    } else if (slash > 0 && !SUBDOMAIN.matcher(key.substring(0, slash)).matches()) {
      causes.add(invalid(field, key, "prefix part " + SUBDOMAIN_WORDS));
    }
    if (name.isEmpty()) {
      causes.add(invalid(field, key, "name part must be non-empty"));
    } else if (name.length() > MAX_LABEL) {
      causes.add(invalid(field, key, "name part must be no more than 63 characters"));
    }
    if (!NAME_PART.matcher(name).matches()) {
      causes.add(invalid(field, key, NAME_PART_WORDS));
    }
  }

  private static void checkOwners(JsonNode owners, List<Cause> causes) {
    String path = "metadata.ownerReferences";
    int controllers = 0;
    for (JsonNode owner : owners) {
      requireText(owner, "apiVersion", "version must not be empty", causes);
      requireText(owner, "kind", "kind must not be empty", causes);
      requireText(owner, "name", "name must not be empty", causes);
      requireText(owner, "uid", "uid must not be empty", causes);
      controllers += owner.path("controller").asBoolean() ? 1 : 0;
    }
    if (controllers > 1) {
      String why = "Only one reference can have Controller set to true.";
      causes.add(invalid(path, "", why));
    }
  }

  private static void requireText(JsonNode owner, String field, String words, List<Cause> causes) {
    if (owner.path(field).asText("").isEmpty()) {
      causes.add(invalid("metadata.ownerReferences." + field, "", words));
    }
  }

  private static void checkFinalizers(JsonNode finalizers, List<Cause> causes) {
    List<String> standard = List.of("foregroundDeletion", "orphan", "kubernetes");
    for (int i = 0; i < finalizers.size(); i++) {
      String name = finalizers.get(i).asText();
      if (!standard.contains(name) && name.indexOf('/') < 0 && !name.endsWith(".io")) {
        String words = "name is neither a standard finalizer name nor is it fully qualified";
        causes.add(invalid("metadata.finalizers[%d]".formatted(i), name, words));
      }
    }
  }

  private static void checkNoNewFinalizers(JsonNode object, JsonNode old, List<Cause> causes) {
    List<String> added = new ArrayList<>(ObjectMeta.finalizers(object));
    added.removeAll(ObjectMeta.finalizers(old));
    if (!added.isEmpty()) {
      String names = String.join(", ", added.stream().map(name -> "\"" + name + "\"").toList());
      String why =
          "Forbidden: no new finalizers can be added if the object is being deleted, found new"
              + " finalizers []string{%s}".formatted(names);
      causes.add(new Cause("FieldValueForbidden", why, "metadata.finalizers"));
    }
  }

  private static Cause invalid(String field, String value, String words) {
    return new Cause(
        "FieldValueInvalid", "Invalid value: \"%s\": %s".formatted(value, words), field);
  }
}
