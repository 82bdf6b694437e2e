package io.windlass.oam.graph;

import io.windlass.oam.model.Application;
import io.windlass.oam.model.Instance;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.translate.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing in the words of Mermaid: each application with its instances, and the objects that its
 * workloads and traits become, an arrow for each. Equal translations have equal drawings.
 */
public final class Mermaid {
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private Mermaid() {}

  /** Draws applications side by side. */
  public static String draw(List<Translation> translations) {
    Mermaid drawing = new Mermaid();
    drawing.lines.add("flowchart LR");
    translations.forEach(drawing::add);
    return String.join("\n", drawing.lines) + "\n";
  }

  private void add(Translation translation) {
    Application application = translation.application();
    String name = application.identity().name();
    String root = node("application " + name, "([\"", name, "\"])");
    for (Instance instance : application.instances()) {
      String label = instance.name() + "<br/>" + instance.component();
      lines.add(
          "  %s --> %s"
              .formatted(root, node(instanceKey(name, instance.name()), "[\"", label, "\"]")));
    }
    for (Rendered object : translation.objects()) {
      String label = object.ref().kind().kind() + "<br/>" + object.ref().name();
      String from =
          object.instance().isEmpty() ? root : ids.get(instanceKey(name, object.instance()));
      String to = node(name + " " + object.ref(), "[[\"", label, "\"]]");
      lines.add("  %s -->|%s| %s".formatted(from, plain(object.cause()), to));
    }
  }

  private static String instanceKey(String application, String instance) {
    return "instance " + application + " " + instance;
  }

  /** The short name of a node, which is drawn when it is first met. */
  private String node(String key, String open, String label, String close) {
    return ids.computeIfAbsent(
        key,
        _ -> {
          String id = "n" + ids.size();
          lines.add("  " + id + open + plain(label) + close);
          return id;
        });
  }

  // Quotes and the like would end a label.
  private static String plain(String text) {
    return text.replaceAll("[^-\\w.:/<> ]", "_");
  }
}
