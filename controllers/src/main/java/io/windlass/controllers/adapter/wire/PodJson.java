package io.windlass.controllers.adapter.wire;

import io.windlass.controllers.adapter.wire.PodDraft.ConditionDraft;
import io.windlass.controllers.adapter.wire.PodDraft.StatusDraft;
import io.windlass.core.model.PodView;
import io.windlass.core.model.PodView.Container;
import java.io.IOException;
import java.util.List;

/** Reads a v1 Pod from JSON. Thread-safe. */
final class PodJson implements JsonDecoder<PodView> {
  private final Sharing sharing;
  private final MetaJson metas;

  PodJson(Sharing sharing) {
    this.sharing = sharing;
    this.metas = new MetaJson(sharing);
  }

  @Override
  public PodView decode(JsonCursor json) throws IOException {
    PodDraft draft = new PodDraft();
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "metadata" -> metas.read(json, draft.meta);
          case "spec" -> spec(json, draft);
          case "status" -> status(json, draft);
          default -> json.skip();
        }
      }
    }
    return draft.view(sharing);
  }

  private static void spec(JsonCursor json, PodDraft draft) throws IOException {
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "nodeName" -> draft.nodeName = json.word();
          case "containers" -> containers(json, draft.containers);
          case "initContainers" -> containers(json, draft.initContainers);
          case "readinessGates" -> gates(json, draft);
          default -> json.skip();
        }
      }
    }
  }

  private static void containers(JsonCursor json, List<Container> into) throws IOException {
    if (json.enterArray()) {
      while (json.nextItem()) {
        into.add(container(json));
      }
    }
  }

  private static Container container(JsonCursor json) throws IOException {
    String name = "";
    String image = "";
    String resources = "";
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "name" -> name = json.word();
          case "image" -> image = json.word();
          case "resources" -> resources = ResourcesJson.read(json);
          default -> json.skip();
        }
      }
    }
    return new Container(name, image, resources);
  }

  private static void gates(JsonCursor json, PodDraft draft) throws IOException {
    if (json.enterArray()) {
      while (json.nextItem()) {
        gate(json, draft);
      }
    }
  }

  private static void gate(JsonCursor json, PodDraft draft) throws IOException {
    if (json.enterObject()) {
      while (json.nextField()) {
        if (json.field().equals("conditionType")) {
          draft.readinessGates.add(json.word());
        } else {
          json.skip();
        }
      }
    }
  }

  private static void status(JsonCursor json, PodDraft draft) throws IOException {
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "phase" -> draft.phase(json.word());
          case "podIP" -> draft.podIp = json.text();
          case "conditions" -> conditions(json, draft);
          case "containerStatuses" -> statuses(json, draft);
          default -> json.skip();
        }
      }
    }
  }

  private static void conditions(JsonCursor json, PodDraft draft) throws IOException {
    if (json.enterArray()) {
      while (json.nextItem()) {
        draft.condition(condition(json));
      }
    }
  }

  private static ConditionDraft condition(JsonCursor json) throws IOException {
    ConditionDraft condition = new ConditionDraft();
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "type" -> condition.type = json.word();
          case "status" -> condition.status = json.word();
          case "lastTransitionTime" -> condition.transition = json.moment();
          case "reason" -> condition.reason = json.word();
          case "message" -> condition.message = json.word();
          default -> json.skip();
        }
      }
    }
    return condition;
  }

  private static void statuses(JsonCursor json, PodDraft draft) throws IOException {
    if (json.enterArray()) {
      while (json.nextItem()) {
        draft.status(containerStatus(json));
      }
    }
  }

  private static StatusDraft containerStatus(JsonCursor json) throws IOException {
    StatusDraft status = new StatusDraft();
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "name" -> status.name = json.word();
          case "image" -> status.image = json.word();
          case "imageID" -> status.imageId = json.word();
          case "containerID" -> status.containerId = json.text();
          case "ready" -> status.isReady = json.isTrue();
          case "restartCount" -> status.restarts = (int) json.number();
          case "resources" -> status.resources = ResourcesJson.read(json);
          default -> json.skip();
        }
      }
    }
    return status;
  }
}
