package io.windlass.devcluster.file;

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

/**
 * A value of a file and where it stands. What reads it throws {@link UnusableFile} for a value that
 * has no sense. Immutable.
 */
public record FileField(JsonNode value, String path) {
  /** The whole of a YAML file. */
  public static FileField ofFile(byte[] yaml) {
    try {
      return new FileField(YamlDocuments.parse(yaml), "");
    } catch (MalformedDocument e) {
      throw new UnusableFile(
          "not a YAML object: " + e.getMessage(), "Mend the YAML, or begin with the sample");
    }
  }

  /** Whether there is a value. */
  public boolean isSet() {
    return !value.isMissingNode() && !value.isNull();
  }

  /** The value of a field, missing or not. */
  public FileField field(String name) {
    return new FileField(value.path(name), path.isEmpty() ? name : path + "." + name);
  }

  /** The elements of a list under a field; none if it is missing. */
  public List<FileField> elements(String name) {
    FileField list = field(name);
    if (list.isSet() && !list.value.isArray()) {
      throw list.fault("is no list", "Begin each entry with a dash");
    }
    List<FileField> elements = new ArrayList<>();
    for (JsonNode element : list.value) {
      elements.add(new FileField(element, "%s[%d]".formatted(list.path, elements.size())));
    }
    return elements;
  }

  /** Refuses fields that are not among these. */
  public void only(Set<String> known) {
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

  /** Refuses a text that is not among these. */
  public void oneOf(String text, List<String> known) {
    if (!known.contains(text)) {
      throw fault("is \"%s\"".formatted(text), "Give one of " + String.join(", ", known));
    }
  }

  /** A text, which must be there. */
  public String text() {
    if (!isSet() || value.isContainerNode() || value.asText().isBlank()) {
      throw fault("is missing", "Give it a text");
    }
    return value.asText();
  }

  /** A list of texts, or one text alone; {@code *} means any, as nothing does. */
  public List<String> texts() {
    List<String> texts = value.isArray() ? Documents.texts(value) : new ArrayList<>();
    if (isSet() && !value.isArray()) {
      texts.add(text());
    }
    return texts.contains("*") ? List.of() : texts;
  }

  /** A pattern in which {@code *} stands for any text; any text if there is none. */
  public Pattern glob() {
    if (!isSet()) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    String quoted = Pattern.quote(text()).replace("*", "\\E.*\\Q");
    return Pattern.compile(quoted, Pattern.DOTALL);
  }

  /** A whole number from 0 on. */
  public long whole(long otherwise) {
    if (!isSet()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > Integer.MAX_VALUE) {
      throw fault("is \"%s\"".formatted(value.asText()), "Give a whole number from 0 on");
    }
    return value.asLong();
  }

  /** A number, which must be there. */
  public double number() {
    if (!value.isNumber()) {
      throw fault("is \"%s\"".formatted(value.asText()), "Give a number");
    }
    return value.asDouble();
  }

  /** A duration as Go writes it. */
  public Duration duration(Duration otherwise) {
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

  /** Says what is wrong with this value. */
  public UnusableFile fault(String what, String remedy) {
    return new UnusableFile((path.isEmpty() ? "the file" : path) + " " + what, remedy);
  }
}
