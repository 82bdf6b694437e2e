package io.windlass.oam.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Problems;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The environments that come with the bridge, to be used as they are or copied and changed. */
public final class ShippedEnvironments {
  /** Their names; the first is that of clusters where nobody has said anything. */
  public static final List<String> NAMES = List.of("public-cloud", "private", "edge");

  private ShippedEnvironments() {}

  /** The environment of clusters where nobody has said anything. */
  public static Environment first() {
    return named(NAMES.getFirst()).orElseThrow();
  }

  /** The environment of this name; empty if none is shipped. */
  public static Optional<Environment> named(String name) {
    return text(name).map(text -> read(name, YamlText.objects(text).getFirst()));
  }

  /** Its document, comments and all, for {@code kubectl apply -f -}. */
  public static Optional<String> text(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream resource = ShippedEnvironments.class.getResourceAsStream(name + ".yaml")) {
      if (resource == null) {
        throw new IllegalStateException("not on the class path: " + name + ".yaml");
      }
      return Optional.of(new String(resource.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + ".yaml", e);
    }
  }

  private static Environment read(String name, Json.Obj document) {
    Problems problems = new Problems();
    Environment environment = EnvironmentReader.read(document, problems);
    if (problems.refuse()) {
      throw new IllegalStateException("the shipped environment " + name + ": " + problems.list());
    }
    return environment;
  }
}
