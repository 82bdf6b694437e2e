package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of the answers of one side what may differ: versions and uids become {@code same} or
 * {@code new} since an object of that name was seen last, times of the present, generated names,
 * numbers out of pools and the ages in tables become marks; messages go. Used by one thread, for
 * one lane.
 */
final class Normaliser {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern PRESENT =
      Pattern.compile("20(?:2[5-9]|[3-9]\\d)-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");
  private static final Pattern AGE = Pattern.compile("(?:\\d+[ydhms])+|<invalid>");
  private static final Pattern ADDRESS = Pattern.compile("10\\.(?:0|96)\\.\\d+\\.\\d+");
  private static final Pattern SUFFIX = Pattern.compile("-[bcdfghjklmnpqrstvwxz2456789]{5}");
  private static final Pattern NODE_PORT = Pattern.compile(":3\\d{4}/");
  private static final Pattern TOKEN_VOLUME = Pattern.compile("kube-api-access-[a-z0-9]{5}");
  private static final Pattern CERTIFICATE = Pattern.compile("X509SHA256=[0-9a-f]+");
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  private static final Pattern OWNER = Pattern.compile("k:\\{\"uid\":\"[^\"]*\"\\}");
  private static final Set<String> PORTS = Set.of("nodePort", "healthCheckNodePort");

  private final String run;
  private final boolean raced;
  private final Map<String, String> uids = new HashMap<>();
  private final Map<String, String> generated = new HashMap<>();
  private final Map<String, String> versions = new HashMap<>();

  /**
   * @param run the prefix of the run's names
   * @param raced whether controllers write the status of the objects meanwhile
   */
  Normaliser(String run, boolean raced) {
    this.run = run;
    this.raced = raced;
  }

  /** What an answer comes down to. */
  ObjectNode normal(int code, String type, List<String> warnings, ObjectNode body) {
    ObjectNode normal = Documents.object().put("code", code).put("type", type);
    if (!warnings.isEmpty()) {
      normal.put("warnings", warnings.size());
    }
    if (body.path("kind").asText().equals("Status") && !body.path("items").isArray()) {
      normal.set("status", status(body));
    } else {
      normal.set("object", scrub("", body));
    }
    return normal;
  }

  /**
   * One event of a watch, unless it comes when it comes: a bookmark that does not end the first
   * events, a change of an object that controllers change.
   */
  Optional<ObjectNode> event(ObjectNode event) {
    String type = event.path("type").asText();
    JsonNode object = event.path("object");
    boolean ends = object.at("/metadata/annotations").has("k8s.io/initial-events-end");
    if ((type.equals("BOOKMARK") && !ends) || (raced && type.equals("MODIFIED"))) {
      return Optional.empty();
    }
    ObjectNode normal = Documents.object().put("type", type);
    boolean error = type.equals("ERROR") && object instanceof ObjectNode;
    normal.set("object", error ? status((ObjectNode) object) : scrub("", object));
    return Optional.of(normal);
  }

  private ObjectNode status(ObjectNode body) {
    ObjectNode status = Documents.object();
    JsonNode details = body.path("details");
    for (String field : List.of("status", "reason", "code")) {
      Documents.put(status, field, body.path(field));
    }
    for (String field : List.of("kind", "group", "name", "uid")) {
      Documents.put(status, field, scrub(field, details.path(field)));
    }
    List<ObjectNode> causes = new ArrayList<>();
    for (JsonNode cause : details.path("causes")) {
      ObjectNode kept = Documents.object();
      Documents.put(kept, "reason", cause.path("reason"));
      Documents.put(kept, "field", scrub("field", cause.path("field")));
      causes.add(kept);
    }
    if (!causes.isEmpty()) {
      // Which fields are at fault, and why; not how often a check says so.
      ArrayNode distinct = status.putArray("causes");
      causes.stream()
          .distinct()
          .sorted(Comparator.comparing(JsonNode::toString))
          .forEach(distinct::add);
    }
    return status;
  }

  private JsonNode scrub(String key, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object(key, object);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode clean = JsonNodeFactory.instance.arrayNode();
      for (JsonNode value : array) {
        clean.add(scrub(key, value));
      }
      return key.equals("managedFields") ? byManager(clean) : clean;
    }
    if (node.isNumber() && PORTS.contains(key) && node.asInt() != 0) {
      return TextNode.valueOf("<port>");
    }
    return node.isTextual() ? TextNode.valueOf(text(key, node.asText())) : node;
  }

  /** Types under their names, so that one which is missing does not hide the rest. */
  private static ObjectNode byName(JsonNode types) {
    ObjectNode named = Documents.object();
    types.forEach(type -> named.set(type.path("name").asText().replace('/', ' '), type));
    return named;
  }

  // The server orders them by the second in which they were written.
  private static ArrayNode byManager(ArrayNode entries) {
    ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
    entries
        .valueStream()
        .sorted(
            Comparator.comparing(
                e ->
                    e.path("manager").asText()
                        + " "
                        + e.path("operation").asText()
                        + " "
                        + e.path("subresource").asText()
                        + " "
                        + e.path("apiVersion").asText()))
        .forEach(sorted::add);
    return sorted;
  }

  private ObjectNode object(String key, ObjectNode object) {
    ObjectNode clean = Documents.object();
    if (key.equals("metadata")) {
      noteGenerated(object);
    }
    object.properties().forEach(e -> clean.set(plain(e.getKey()), scrub(e.getKey(), e.getValue())));
    if (key.equals("metadata")) {
      metadata(object, clean);
    }
    if (key.equals("columnDefinitions")) {
      clean.remove("description");
    }
    if (raced && object.has("metadata")) {
      clean.remove("status");
    }
    if (object.path("kind").asText().equals("APIResourceList")) {
      clean.set("resources", byName(clean.path("resources")));
    }
    return clean;
  }

  private void metadata(ObjectNode metadata, ObjectNode clean) {
    if (metadata.has("uid")) {
      clean.put("uid", uid(metadata));
    }
    String version = metadata.path("resourceVersion").asText("");
    if (!version.isEmpty()) {
      clean.put("resourceVersion", version(metadata, version));
    }
    if (metadata.has("continue")) {
      // A list of custom resources states that it has no more; others leave it out.
      boolean more = !metadata.path("continue").asText().isEmpty();
      Documents.put(clean, "continue", more ? TextNode.valueOf("<token>") : NullNode.instance);
    }
    if (raced) {
      clean.remove("managedFields");
      withoutRevision(clean);
    }
  }

  // It appears when the controller of Deployments has been there.
  private static void withoutRevision(ObjectNode metadata) {
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      annotations.remove("deployment.kubernetes.io/revision");
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
  }

  /** Remembers a generated name, which other fields may repeat. */
  private void noteGenerated(ObjectNode metadata) {
    String stem = metadata.path("generateName").asText("");
    String name = metadata.path("name").asText("");
    if (!stem.isEmpty() && name.startsWith(stem) && name.length() == stem.length() + 5) {
      generated.put(name, stem + "<generated>");
    }
  }

  private String uid(ObjectNode metadata) {
    String name = metadata.path("name").asText("");
    String uid = metadata.path("uid").asText("");
    return uid.equals(uids.put(name, uid)) ? "same" : "new";
  }

  private String version(ObjectNode metadata, String version) {
    String uid = metadata.path("uid").asText("");
    if (raced || uid.isEmpty()) {
      return "<version>";
    }
    return version.equals(versions.put(uid, version)) ? "same" : "new";
  }

  private String text(String key, String text) {
    if (key.equals("serverAddress")) {
      return "<server>";
    }
    if (CERTIFICATE.matcher(text).matches()) {
      return "<certificate>";
    }
    if (TOKEN.matcher(text).matches()) {
      return "<token>";
    }
    if (text.startsWith("RBAC: allowed by")) {
      return "<wording>";
    }
    if (UUID.matcher(text).matches() && !text.startsWith("00000000")) {
      return "<uid>";
    }
    if (PRESENT.matcher(text).matches()) {
      return "<time>";
    }
    if (key.equals("cells") && AGE.matcher(text).matches()) {
      return "<age>";
    }
    if (key.equals("cells") && ADDRESS.matcher(text).matches()) {
      return "<address>";
    }
    if (key.equals("cells") || key.equals("name")) {
      return cell(text);
    }
    return ADDRESS.matcher(text).matches() ? "<address>" : plain(text);
  }

  /** A name, or what a table shows: generated parts go, wherever they are. */
  private String cell(String text) {
    // First the uids: some of their parts look like a generated suffix.
    String anonymous = UUID.matcher(plain(text)).replaceAll("<uid>");
    String named = SUFFIX.matcher(anonymous).replaceAll("-<generated>");
    return NODE_PORT.matcher(named).replaceAll(":<port>/");
  }

  private String plain(String text) {
    if (OWNER.matcher(text).matches()) {
      return "k:{uid}";
    }
    Matcher token = TOKEN_VOLUME.matcher(text);
    String known = token.replaceAll("kube-api-access-<generated>");
    String named = generated.getOrDefault(known, known).replace(run, "{run}");
    return named.startsWith("k:{") ? UUID.matcher(named).replaceAll("<uid>") : named;
  }
}
