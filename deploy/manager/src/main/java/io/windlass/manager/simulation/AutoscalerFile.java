package io.windlass.manager.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.windlass.core.autoscaling.check.Checks;
import io.windlass.core.autoscaling.schedule.Calendars;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.crds.autoscaling.TimedPodAutoscalerSpec;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file with a TimedPodAutoscaler, as one applies it. ConfigMaps beside it are its calendars.
 *
 * @param warnings what admission would warn of
 */
public record AutoscalerFile(String name, AutoscalerSpec spec, List<Finding> warnings) {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final String KIND = "TimedPodAutoscaler";

  public AutoscalerFile {
    warnings = List.copyOf(warnings);
  }

  /** Reads a file; one that admission would refuse is a failure that names all faults. */
  public static AutoscalerFile read(Path file, Instant now) {
    List<JsonNode> documents = documents(file);
    JsonNode object =
        documents.stream()
            .filter(document -> document.path("kind").asText().equals(KIND))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "no TimedPodAutoscaler in " + file, "Give the file that you would apply"));
    requireKnownFields(file, object);
    ReadAutoscaler read = ReadAutoscaler.of((Json.Obj) JsonText.parse(object.toString()));
    AutoscalerSpec spec = read.spec().with(calendars(documents));
    List<Finding> found = Checks.ofDocument(new ReadAutoscaler(spec, read.faults()), now);
    if (found.stream().anyMatch(Finding::rejects)) {
      throw new CommandFailure(
          file
              + " would be refused: "
              + found.stream()
                  .filter(Finding::rejects)
                  .map(Finding::toString)
                  .collect(Collectors.joining("; ")),
          "Mend the file; deploy/docs/autoscaling.md lists the checks");
    }
    return new AutoscalerFile(object.path("metadata").path("name").asText(), spec, found);
  }

  private static List<JsonNode> documents(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "%s is not YAML: %s".formatted(file, e.getOriginalMessage()), "Mend the file");
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file, "Give -f a file that exists");
    }
  }

  // A field that the API does not know would be pruned, and its wish quietly forgotten.
  private static void requireKnownFields(Path file, JsonNode object) {
    try {
      new ObjectMapper().treeToValue(object.path("spec"), TimedPodAutoscalerSpec.class);
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "[" + step.getIndex() + "]"
                          : step.getFieldName())
              .collect(Collectors.joining("."));
      throw new CommandFailure(
          "%s: spec.%s is not a field of a TimedPodAutoscaler, or not of that type"
              .formatted(file, path.replace(".[", "[")),
          "Mend the field; kubectl explain tpa.spec lists them");
    } catch (JsonProcessingException e) {
      throw new CommandFailure(file + ": " + e.getOriginalMessage(), "Mend the file");
    }
  }

  private static Calendars calendars(List<JsonNode> documents) {
    Map<String, Set<LocalDate>> calendars = new HashMap<>();
    for (JsonNode document : documents) {
      if (document.path("kind").asText().equals("ConfigMap")) {
        calendars.put(
            document.path("metadata").path("name").asText(), dates(document.path("data")));
      }
    }
    return new Calendars(calendars);
  }

  private static Set<LocalDate> dates(JsonNode keys) {
    List<String> names = new ArrayList<>();
    keys.fieldNames().forEachRemaining(names::add);
    Set<LocalDate> dates = new HashSet<>();
    for (String name : names) {
      try {
        dates.add(LocalDate.parse(name));
      } catch (DateTimeParseException notADate) {
        throw new CommandFailure(
            "calendar key " + name + " is no date", "Write keys such as 2027-02-05");
      }
    }
    return dates;
  }
}
