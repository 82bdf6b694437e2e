package io.windlass.oam.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.model.Json;
import io.windlass.oam.crd.OamCrds;
import io.windlass.oam.document.Problems;
import io.windlass.oam.model.Kind;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The traits, workload types, scopes and definitions that come with the bridge. Thread-safe. */
public final class ShippedCatalogue {
  private static final List<String> FILE_NAMES =
      List.of("traits.yaml", "workloadtypes.yaml", "scopes.yaml", "definitions.yaml");

  private static final Kind CLONE_SET = new Kind("apps.kruise.io/v1alpha1", "CloneSet");

  private ShippedCatalogue() {}

  /** Its objects, to be put into a cluster. Reads the class path at each call. */
  public static List<Json.Obj> objects() {
    return FILE_NAMES.stream().flatMap(name -> YamlText.objects(text(name)).stream()).toList();
  }

  /** The catalogue of a cluster where nobody has added anything. */
  public static Catalogue read() {
    Problems problems = new Problems();
    Catalogue catalogue = CatalogueReader.read(objects(), kinds(), problems);
    if (!problems.list().isEmpty()) {
      throw new IllegalStateException("the shipped catalogue: " + problems.list());
    }
    return catalogue;
  }

  /** The kinds that can be named offline: those of Kubernetes, OAM and CloneSet. */
  public static KindNames kinds() {
    KindNames names = KindNames.of(OamCrds.all());
    return names.with("clonesets.apps.kruise.io", List.of(CLONE_SET));
  }

  private static String text(String fileName) {
    try (InputStream resource = ShippedCatalogue.class.getResourceAsStream(fileName)) {
      if (resource == null) {
        throw new IllegalStateException("not on the class path: " + fileName);
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileName, e);
    }
  }
}
