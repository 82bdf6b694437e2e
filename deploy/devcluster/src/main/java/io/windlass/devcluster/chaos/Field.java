package io.windlass.devcluster.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.sim.object.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A value of a file and where it stands; whoever reads it wrongly is told so with that path. */
record Field(JsonNode value, String path) {
  static Field ofFile(byte[] yaml) {
    try {
      return new Field(YamlDocuments.parse(yaml), "");
    } catch (MalformedDocument e) {
      throw new UnusableChaos(
          "not a YAML object: " + e.getMessage(), "Mend the YAML, or begin with the sample");
    }
  }

  boolean isSet() {
    return !ChaosFile.isEmpty(value);
  }

  Field field(String name) {
    return new Field(value.path(name), path.isEmpty() ? name : path + "." + name);
  }

  /** The elements of a list under a field; none if it is missing. */
  List<Field> elements(String name) {
    Field list = field(name);
    if (list.isSet() && !list.value.isArray()) {
      throw list.fault("is no list", "Begin each entry with a dash");
    }
    List<Field> elements = new ArrayList<>();
    for (JsonNode element : list.value) {
      elements.add(new Field(element, "%s[%d]".formatted(list.path, elements.size())));
    }
    return elements;
  }

  /** Refuses fields that are not among these. */
  void only(Set<String> known) {
    if (isSet() && !value.isObject()) {
      throw fault("is no object", "Give it fields: " + String.join(", ", new TreeSet<>(known)));
    }
    value
        .properties()
        .forEach(
            entry -> {
              if (!known.contains(entry.getKey())) {
                throw field(entry.getKey())
                    .fault("is unknown", "Known here: " + String.join(", ", new TreeSet<>(known)));
              }
            });
  }

  void oneOf(String text, List<String> known) {
    if (!known.contains(text)) {
      throw fault("is \"%s\"".formatted(text), "Give one of " + String.join(", ", known));
    }
  }

  String text() {
    if (!isSet() || value.isContainerNode() || value.asText().isBlank()) {
      throw fault("is missing", "Give it a text");
    }
    return value.asText();
  }

  /** A list of texts, or one text alone; {@code *} means any, as nothing does. */
  List<String> texts() {
    List<String> texts = value.isArray() ? Documents.texts(value) : new ArrayList<>();
    if (isSet() && !value.isArray()) {
      texts.add(text());
    }
    return texts.contains("*") ? List.of() : texts;
  }

  /** A pattern in which {@code *} stands for any text; any text if there is none. */
  Pattern glob() {
    if (!isSet()) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    String quoted = Pattern.quote(text()).replace("*", "\\E.*\\Q");
    return Pattern.compile(quoted, Pattern.DOTALL);
  }

  long whole(long otherwise) {
    if (!isSet()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > Integer.MAX_VALUE) {
      throw fault("is \"%s\"".formatted(value.asText()), "Give a whole number from 0 on");
    }
    return value.asLong();
  }

  double number() {
    if (!value.isNumber()) {
      throw fault("is \"%s\"".formatted(value.asText()), "Give a number");
    }
    return value.asDouble();
  }

  Duration duration(Duration otherwise) {
    if (!isSet()) {
      return otherwise;
    }
    return GoDuration.parse(value.asText())
        .orElseThrow(
            () ->
                fault(
                    "is \"%s\"".formatted(value.asText()),
                    "Give a duration such as 300ms, 5s or 2m"));
  }

  UnusableChaos fault(String what, String remedy) {
    return new UnusableChaos((path.isEmpty() ? "the file" : path) + " " + what, remedy);
  }
}
