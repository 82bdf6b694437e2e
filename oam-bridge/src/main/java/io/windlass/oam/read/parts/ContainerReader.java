package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.ConfigFile;
import io.windlass.oam.model.Container;
import io.windlass.oam.model.Port;
import io.windlass.oam.ownership.FieldOwner;
import io.windlass.oam.ownership.FieldOwners;
import io.windlass.oam.ownership.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one container. */
public record ContainerReader(Node node, Dialect dialect) {
  private static final String[] FIELDS = {
    "name",
    "image",
    "imagePullSecret",
    "resources",
    "cmd",
    "command",
    "args",
    "env",
    "config",
    "ports",
    "livenessProbe",
    "readinessProbe"
  };
  private static final String[] KNOWN =
      Stream.concat(
              Stream.of(FIELDS),
              FieldOwners.ofOthers(Place.CONTAINER).stream().map(FieldOwner::field))
          .toArray(String[]::new);
  private static final String[] PORT_KNOWN =
      Stream.concat(
              Stream.of("name", "containerPort", "protocol"),
              FieldOwners.ofOthers(Place.PORT).stream().map(FieldOwner::field))
          .toArray(String[]::new);

  /** Reads all containers of a component, each with a name of its own. */
  public static List<Container> all(Node spec, Dialect dialect) {
    List<Container> containers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : spec.items("containers")) {
      Container container = new ContainerReader(item, dialect).read();
      if (!names.add(container.name())) {
        item.errorAt(
            "name", "Duplicate", "two containers are called \"%s\"".formatted(container.name()));
      }
      containers.add(container);
    }
    return containers;
  }

  private Container read() {
    node.only(KNOWN);
    String name = node.requiredText("name");
    if (!name.isEmpty() && !NameSyntax.isDnsLabel(name)) {
      node.errorAt("name", Node.INVALID, "\"%s\" is no lower-case name".formatted(name));
    }
    ResourcesReader resources = new ResourcesReader(node.child("resources"), dialect);
    return new Container(
        name,
        fixed(name),
        resources.resources(),
        env(),
        files(),
        ports(),
        resources.volumes(),
        node.text("imagePullSecret"));
  }

  private Json.Obj fixed(String name) {
    Json.Obj made = Json.Obj.EMPTY.with("name", name).with("image", node.requiredText("image"));
    if (node.has("cmd") && node.has("command")) {
      node.errorAt("cmd", Node.INVALID, "command says the same; only one of them can be");
    }
    made = list(made, "command", node.has("cmd") ? "cmd" : "command");
    made = list(made, "args", "args");
    for (String probe : List.of("livenessProbe", "readinessProbe")) {
      Json.Obj before = made;
      made = ProbeReader.read(node, probe).map(it -> before.with(probe, it)).orElse(before);
    }
    return made;
  }

  private Json.Obj list(Json.Obj made, String field, String from) {
    List<Json> texts = new ArrayList<>();
    node.texts(from).forEach(text -> texts.add(Json.of(text)));
    return texts.isEmpty() ? made : made.with(field, Json.of(texts));
  }

  private List<Json.Obj> env() {
    List<Json.Obj> env = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : node.items("env")) {
      item.only("name", "value", "fromParam", "fromSecret");
      String name = item.requiredText("name");
      if (!name.isEmpty() && !name.matches("[-._a-zA-Z][-._a-zA-Z0-9]*")) {
        item.errorAt("name", Node.INVALID, "\"%s\" is no name of a variable".formatted(name));
      }
      if (!names.add(name)) {
        item.errorAt("name", "Duplicate", "\"%s\" is set twice".formatted(name));
      }
      variable(name, Sourced.read(item, dialect.parameters())).ifPresent(env::add);
    }
    return env;
  }

  private static Optional<Json.Obj> variable(String name, Sourced source) {
    Json.Obj named = Json.Obj.EMPTY.with("name", name);
    return switch (source) {
      case Sourced.Given(String text) -> Optional.of(named.with("value", text));
      case Sourced.Secret(String secret, String key) ->
          Optional.of(
              named.with(
                  "valueFrom",
                  Json.Obj.EMPTY.with(
                      "secretKeyRef", Json.Obj.EMPTY.with("name", secret).with("key", key))));
      case Sourced.Unset(), Sourced.Faulty() -> Optional.empty();
    };
  }

  private List<ConfigFile> files() {
    List<ConfigFile> files = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (Node item : node.items("config")) {
      item.only("path", "value", "fromParam", "fromSecret");
      String path = absolute(item.requiredText("path"));
      if (!path.isEmpty() && (path.endsWith("/") || path.contains(":") || path.contains(".."))) {
        item.errorAt("path", Node.INVALID, "\"%s\" is no path of a file".formatted(path));
      }
      if (!paths.add(path)) {
        item.errorAt("path", "Duplicate", "two files at " + path);
      }
      content(Sourced.read(item, dialect.parameters()))
          .ifPresent(content -> files.add(new ConfigFile(path, content)));
    }
    return files;
  }

  /** A relative path starts at the container's root. */
  private static String absolute(String path) {
    return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
  }

  private static Optional<ConfigFile.Content> content(Sourced source) {
    return switch (source) {
      case Sourced.Given(String text) -> Optional.of(new ConfigFile.Inline(text));
      case Sourced.Secret(String secret, String key) ->
          Optional.of(new ConfigFile.FromSecret(secret, key));
      case Sourced.Unset(), Sourced.Faulty() -> Optional.empty();
    };
  }

  private List<Port> ports() {
    List<Port> ports = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Node item : node.items("ports")) {
      item.only(PORT_KNOWN);
      String name = item.text("name").orElse("");
      int number = item.whole("containerPort", 1, 65535).orElse(0);
      String protocol = item.word("protocol", "TCP", "UDP", "SCTP").orElse("TCP");
      if (!item.has("containerPort")) {
        item.missing("containerPort");
      }
      if (!name.isEmpty() && !name.matches("(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?")) {
        item.errorAt("name", Node.INVALID, "\"%s\" is no name of a port".formatted(name));
      }
      boolean sameName = !name.isEmpty() && !names.add(name);
      boolean sameNumber = number > 0 && !numbers.add(number + protocol);
      if (sameName || sameNumber) {
        item.error("Duplicate", "port \"%s\" %d is there twice".formatted(name, number));
      }
      ports.add(new Port(name.isEmpty() ? "port-" + number : name, number, protocol));
    }
    return ports;
  }
}
