package io.windlass.manager.oam;

import io.windlass.core.model.Json;
import io.windlass.manager.report.CommandFailure;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.catalogue.CatalogueReader;
import io.windlass.oam.catalogue.KindNames;
import io.windlass.oam.catalogue.ShippedCatalogue;
import io.windlass.oam.document.Problem;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.Served;
import io.windlass.oam.translate.Inputs;
import io.windlass.oam.translate.Live;
import io.windlass.oam.yaml.UnreadableYaml;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Applications, their components and the catalogue in files, as one would apply them. */
public final class OamFiles {
  private static final Set<String> COMPONENTS = Set.of("ComponentSchematic", "Component");

  private final List<Json.Obj> documents;
  private final Catalogue catalogue;
  private final List<Problem> leftOut;

  private OamFiles(List<Json.Obj> documents) {
    this.documents = List.copyOf(documents);
    Problems problems = new Problems();
    this.catalogue = catalogue(documents, problems);
    this.leftOut = problems.list();
  }

  /** Reads files, and folders with all that ends in {@code .yaml} below them. */
  public static OamFiles read(List<Path> paths) {
    List<Json.Obj> documents = new ArrayList<>();
    paths.forEach(path -> files(path).forEach(file -> documents.addAll(documents(file))));
    return new OamFiles(documents);
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + path, "Give -f a file or folder that exists");
    }
  }

  private static List<Json.Obj> documents(Path file) {
    try {
      return YamlText.objects(Files.readString(file));
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file, "Give -f a file that exists");
    } catch (UnreadableYaml e) {
      throw new CommandFailure(file + ": " + e.getMessage(), "Mend the file");
    }
  }

  /** What is wrong with entries of the catalogue, which are left out. */
  public List<Problem> leftOut() {
    return leftOut;
  }

  /** What a translation of each application depends on; refused if there is no application. */
  public List<Inputs> applications(Environment environment, String namespace) {
    Inputs.Place place =
        new Inputs.Place(catalogue, environment, Served.withWindlass(), Live.nothing());
    Map<String, Json.Obj> components = new HashMap<>();
    for (Json.Obj document : documents) {
      if (COMPONENTS.contains(kind(document))) {
        components.put(document.text("metadata", "name").orElse(""), document);
      }
    }
    List<Inputs> applications =
        documents.stream()
            .filter(document -> kind(document).equals("ApplicationConfiguration"))
            .map(document -> new Inputs(placed(document, namespace), components, Map.of(), place))
            .toList();
    if (applications.isEmpty()) {
      throw new CommandFailure(
          "there is no ApplicationConfiguration in what -f names",
          "Name its file too; components alone become nothing");
    }
    return applications;
  }

  private static Catalogue catalogue(List<Json.Obj> documents, Problems problems) {
    List<Json.Obj> entries = new ArrayList<>(ShippedCatalogue.objects());
    entries.addAll(documents);
    KindNames kinds = ShippedCatalogue.kinds();
    for (Json.Obj document : documents) {
      if (kind(document).equals("CustomResourceDefinition")) {
        kinds = kinds.with(document);
      }
    }
    return CatalogueReader.read(entries, kinds, problems);
  }

  private static Json.Obj placed(Json.Obj application, String namespace) {
    Json.Obj metadata = application.object("metadata");
    return metadata.text("namespace").isPresent()
        ? application
        : application.with("metadata", metadata.with("namespace", namespace));
  }

  private static String kind(Json.Obj document) {
    return document.text("kind").orElse("");
  }
}
