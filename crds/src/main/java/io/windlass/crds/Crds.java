package io.windlass.crds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The CustomResourceDefinitions of Windlass, packed as YAML beside this class. Thread-safe. */
public final class Crds {
  private static final List<String> FILE_NAMES =
      List.of(
          "apps.kruise.io_clonesets.yaml",
          "apps.kruise.io_sidecarsets.yaml",
          "autoscaling.windlass.io_timedpodautoscalers.yaml");

  private Crds() {}

  /** The definition of CloneSet. */
  public static Document cloneSet() {
    return read("apps.kruise.io_clonesets.yaml");
  }

  /** The definition of SidecarSet. */
  public static Document sidecarSet() {
    return read("apps.kruise.io_sidecarsets.yaml");
  }

  /** The definition of CloneSet's hub version alone, to be added to the one that is installed. */
  public static Document cloneSetHub() {
    return read("apps.kruise.io_clonesets.v1beta1.yaml");
  }

  /** The definition of SidecarSet's hub version alone. */
  public static Document sidecarSetHub() {
    return read("apps.kruise.io_sidecarsets.v1beta1.yaml");
  }

  /** Every definition, in the order in which to install them. Reads the class path at each call. */
  public static List<Document> all() {
    return FILE_NAMES.stream().map(Crds::read).toList();
  }

  /** One definition as one YAML document; the file name is that of the {@code crds/} folder. */
  public record Document(String fileName, String yaml) {}

  private static Document read(String fileName) {
    try (InputStream resource = Crds.class.getResourceAsStream(fileName)) {
      if (resource == null) {
        throw new IllegalStateException("not on the class path beside Crds: " + fileName);
      }
      return new Document(fileName, new String(resource.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileName, e);
    }
  }
}
