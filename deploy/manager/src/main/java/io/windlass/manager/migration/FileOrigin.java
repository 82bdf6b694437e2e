package io.windlass.manager.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file with one or many documents, lists unfolded. HPAs beside a CronHPA are those that it means.
 */
public record FileOrigin(Path file, List<Json.Obj> documents) implements Origin {
  private static final ObjectMapper YAML = new YAMLMapper();

  public FileOrigin {
    documents = List.copyOf(documents);
  }

  /** Reads a file; one that cannot be read is a failure that says why. */
  public static FileOrigin read(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      return new FileOrigin(
          file,
          documents.readAll().stream()
              .filter(JsonNode::isObject)
              .map(document -> (Json.Obj) JsonText.parse(document.toString()))
              .flatMap(FileOrigin::unfolded)
              .toList());
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "%s is not YAML: %s".formatted(file, e.getOriginalMessage()), "Mend the file");
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("%s: %s".formatted(file, e.getMessage()), "Mend the file");
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file, "Give -f a file that exists");
    }
  }

  private static Stream<Json.Obj> unfolded(Json.Obj document) {
    return document.text("kind").orElse("").endsWith("List")
        ? document.items("items").stream()
            .filter(Json.Obj.class::isInstance)
            .map(Json.Obj.class::cast)
        : Stream.of(document);
  }

  @Override
  public Json.Obj find(Kind kind, Optional<Subject> subject) {
    List<Json.Obj> found =
        all(kind).filter(it -> subject.map(wanted -> isNamed(wanted, it)).orElse(true)).toList();
    if (found.size() != 1) {
      String whom = subject.map(it -> " " + it).orElse("");
      throw new CommandFailure(
          "%d %s%s in %s".formatted(found.size(), kind.kind(), whom, file),
          "Give a file with one, or the name of one after '%s'"
              .formatted(kind.name().toLowerCase(Locale.ROOT)));
    }
    return found.getFirst();
  }

  @Override
  public List<Json.Obj> hpas(Json.Obj source) {
    return all(Kind.HPA)
        .filter(
            hpa -> hpa.text("metadata", "namespace").equals(source.text("metadata", "namespace")))
        .toList();
  }

  @Override
  public Optional<String> zone() {
    return Optional.empty();
  }

  private Stream<Json.Obj> all(Kind kind) {
    return documents.stream().filter(it -> it.text("kind").equals(Optional.of(kind.kind())));
  }

  private static boolean isNamed(Subject wanted, Json.Obj document) {
    return document.text("metadata", "name").equals(Optional.of(wanted.name()))
        && (wanted.namespace().isEmpty()
            || document.text("metadata", "namespace").equals(wanted.namespace()));
  }
}
