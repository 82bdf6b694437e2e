package io.windlass.manager.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintWriter;
import java.util.List;

/** How an answer is printed. */
enum Output {
  TABLE,
  JSON,
  YAML;

  private static final ObjectMapper DOCUMENTS =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Prints an answer: as lines for people, or as a document. */
  void print(PrintWriter out, List<String> lines, Object answer) {
    switch (this) {
      case TABLE -> lines.forEach(out::println);
      case JSON -> out.println(json(answer));
      case YAML -> out.print(Serialization.asYaml(DOCUMENTS.convertValue(answer, Object.class)));
    }
    out.flush();
  }

  private static String json(Object answer) {
    try {
      return DOCUMENTS.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written: " + answer, e);
    }
  }
}
