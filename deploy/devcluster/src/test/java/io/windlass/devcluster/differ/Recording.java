package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Steps and the referee's normalised answers to them, lane by lane, as compressed lines of JSON.
 * Stateless.
 */
final class Recording {
  private Recording() {}

  /**
   * One lane.
   *
   * @param answers of the referee, one for each step of the lane
   */
  record Recorded(Lane lane, List<ObjectNode> answers) {}

  static void write(Path file, List<Recorded> lanes) {
    try (OutputStream out = Files.newOutputStream(file);
        BufferedWriter lines =
            new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8))) {
      for (Recorded recorded : lanes) {
        write(lines, recorded);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(BufferedWriter lines, Recorded recorded) throws IOException {
    Lane lane = recorded.lane();
    ObjectNode head = Documents.object().put("lane", lane.name()).put("kind", lane.kind());
    head.put("collection", lane.collection()).put("raced", lane.raced());
    lines.write(head + "\n");
    for (int i = 0; i < lane.steps().size(); i++) {
      ObjectNode line = Documents.object();
      line.set("step", lane.steps().get(i).json());
      line.set("answer", recorded.answers().get(i));
      lines.write(line + "\n");
    }
  }

  static List<Recorded> read(InputStream file) {
    List<Recorded> lanes = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(Documents.parse(line.getBytes(StandardCharsets.UTF_8)), lanes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lanes;
  }

  private static void take(ObjectNode line, List<Recorded> lanes) {
    if (line.has("step")) {
      lanes.getLast().lane().steps().add(Step.of((ObjectNode) line.path("step")));
      lanes.getLast().answers().add((ObjectNode) line.path("answer"));
    } else {
      Lane lane =
          new Lane(
              line.path("lane").asText(),
              line.path("kind").asText(),
              line.path("collection").asText(),
              line.path("raced").asBoolean(),
              new ArrayList<>());
      lanes.add(new Recorded(lane, new ArrayList<>()));
    }
  }
}
