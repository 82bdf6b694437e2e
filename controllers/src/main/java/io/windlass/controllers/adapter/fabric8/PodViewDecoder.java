package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.JsonTokens.fields;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.instant;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.items;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.text;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.windlass.core.model.Condition;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.PodView.Container;
import io.windlass.core.model.PodView.ContainerStatus;
import io.windlass.core.model.PodView.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a v1 Pod into its view. Thread-safe; one instance should read all pods of a process. */
public final class PodViewDecoder implements Decoder<PodView> {
  private static final int SHARED_CONTAINERS = 4096;

  private final MetaDecoder metas = new MetaDecoder();
  private final Interner<List<Container>> containerLists = new Interner<>(SHARED_CONTAINERS);

  @Override
  public PodView decode(JsonParser parser) throws IOException {
    Draft draft = new Draft();
    fields(
        parser,
        field -> {
          switch (field) {
            case "metadata" -> draft.meta = Optional.of(metas.decode(parser));
            case "spec" -> fields(parser, inner -> spec(parser, inner, draft));
            case "status" -> fields(parser, inner -> status(parser, inner, draft));
            default -> {}
          }
        });
    return draft.view(
        draft.meta.orElseThrow(() -> new JsonParseException(parser, "a pod without metadata")));
  }

  private void spec(JsonParser parser, String field, Draft draft) throws IOException {
    switch (field) {
      case "nodeName" -> draft.nodeName = metas.word(parser);
      case "containers" -> draft.containers = containers(parser);
      case "initContainers" -> draft.initContainers = containers(parser);
      case "readinessGates" ->
          items(
              parser,
              item ->
                  fields(
                      parser,
                      inner -> {
                        if (inner.equals("conditionType")) {
                          draft.readinessGates.add(metas.word(parser));
                        }
                      }));
      default -> {}
    }
  }

  private List<Container> containers(JsonParser parser) throws IOException {
    List<Container> containers = new ArrayList<>();
    items(
        parser,
        item -> {
          Map<String, String> texts = texts(parser);
          containers.add(
              new Container(texts.getOrDefault("name", ""), texts.getOrDefault("image", "")));
        });
    return containerLists.shared(List.copyOf(containers));
  }

  private void status(JsonParser parser, String field, Draft draft) throws IOException {
    switch (field) {
      case "phase" -> draft.phase = phase(text(parser));
      case "podIP" -> draft.podIp = text(parser);
      case "conditions" -> items(parser, item -> condition(parser, draft.conditions));
      case "containerStatuses" -> items(parser, item -> draft.statuses.add(container(parser)));
      default -> {}
    }
  }

  private void condition(JsonParser parser, Map<String, Condition> conditions) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Instant[] transition = new Instant[1];
    fields(
        parser,
        field -> {
          if (field.equals("lastTransitionTime")) {
            transition[0] = instant(parser);
          } else {
            texts.put(field, metas.word(parser));
          }
        });
    String type = texts.getOrDefault("type", "");
    conditions.put(
        type,
        new Condition(
            type,
            Condition.Status.of(texts.getOrDefault("status", "")),
            Optional.ofNullable(transition[0]),
            texts.getOrDefault("reason", ""),
            texts.getOrDefault("message", "")));
  }

  private ContainerStatus container(JsonParser parser) throws IOException {
    Map<String, String> texts = texts(parser);
    return new ContainerStatus(
        texts.getOrDefault("name", ""),
        texts.getOrDefault("image", ""),
        texts.getOrDefault("imageID", ""),
        texts.getOrDefault("containerID", ""),
        Boolean.parseBoolean(texts.get("ready")),
        count(parser, texts.getOrDefault("restartCount", "0")));
  }

  private static int count(JsonParser parser, String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new JsonParseException(parser, "not a count: " + text, e);
    }
  }

  /** The scalar fields of an object. */
  private Map<String, String> texts(JsonParser parser) throws IOException {
    Map<String, String> texts = new HashMap<>();
    fields(
        parser,
        field -> {
          if (parser.currentToken().isScalarValue()) {
            texts.put(field, metas.word(parser));
          }
        });
    return texts;
  }

  private static Phase phase(String text) {
    return switch (text) {
      case "Pending", "" -> Phase.PENDING;
      case "Running" -> Phase.RUNNING;
      case "Succeeded" -> Phase.SUCCEEDED;
      case "Failed" -> Phase.FAILED;
      default -> Phase.UNKNOWN;
    };
  }

  private static final class Draft {
    private Optional<ObjectMeta> meta = Optional.empty();
    private String nodeName = "";
    private List<Container> containers = List.of();
    private List<Container> initContainers = List.of();
    private final List<String> readinessGates = new ArrayList<>(1);
    private Phase phase = Phase.PENDING;
    private String podIp = "";
    private final Map<String, Condition> conditions = new HashMap<>();
    private final List<ContainerStatus> statuses = new ArrayList<>(2);

    private PodView view(ObjectMeta of) {
      PodView.Status status = new PodView.Status(phase, podIp, conditions, statuses);
      return new PodView(of, nodeName, containers, initContainers, readinessGates, status);
    }
  }
}
