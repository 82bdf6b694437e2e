package io.windlass.devcluster.sim.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.file.FileField;
import io.windlass.devcluster.sim.object.GoDuration;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How containers behave by their image, as a file says it: the settings that annotations have, for
 * each container whose image matches. What a pod's annotations say wins. Immutable.
 *
 * @param profiles later ones win over earlier ones
 */
public record PodProfiles(List<Profile> profiles) {
  /** No image is special. */
  public static final PodProfiles NONE = new PodProfiles(List.of());

  private static final String PREFIX = "sim.windlass.io/";
  private static final Set<String> DURATIONS =
      Set.of("start-delay", "restart-delay", "ready-delay", "pull-delay", "exit-after");

  public PodProfiles {
    profiles = List.copyOf(profiles);
  }

  /** The settings of the containers of some images. */
  public record Profile(Pattern image, Map<String, String> settings) {
    public Profile {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * Reads {@code {images: [{image: PATTERN, SETTING: VALUE, ...}, ...]}}; {@code *} in a pattern is
   * any text. Throws {@link io.windlass.devcluster.file.UnusableFile}.
   */
  public static PodProfiles read(byte[] yaml) {
    FileField root = FileField.ofFile(yaml);
    root.only(Set.of("images"));
    List<Profile> profiles = new ArrayList<>();
    for (FileField entry : root.elements("images")) {
      profiles.add(profile(entry));
    }
    if (profiles.isEmpty()) {
      throw root.fault("names no images", "Give it a list images:");
    }
    return new PodProfiles(profiles);
  }

  private static Profile profile(FileField entry) {
    Set<String> known = new TreeSet<>(DURATIONS);
    known.addAll(Set.of("image", "exit-code", "never-ready", "cpu", "shared-cpu", "memory"));
    entry.only(known);
    entry.field("image").text();
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : entry.value().properties()) {
      if (!e.getKey().equals("image")) {
        FileField field = entry.field(e.getKey());
        check(e.getKey(), field);
        settings.put(e.getKey(), field.text());
      }
    }
    return new Profile(entry.field("image").glob(), settings);
  }

  private static void check(String setting, FileField field) {
    String value = field.text();
    if (DURATIONS.contains(setting) && GoDuration.parse(value).isEmpty()) {
      throw field.fault("is \"%s\"".formatted(value), "Give a duration such as 300ms, 5s or 2m");
    }
    if (LoadReader.isLoad(setting)) {
      for (String why : LoadReader.faults(setting, value)) {
        throw field.fault("is no curve: " + why, "Give a curve such as 250m or sine 200m..2");
      }
    }
    if (setting.equals("never-ready")) {
      field.oneOf(value, List.of("true", "false"));
    }
    if (setting.equals("exit-code")) {
      field.whole(0);
    }
  }

  /** The annotations of a pod, and those that its images stand for. */
  public Map<String, String> annotations(ObjectNode pod) {
    Map<String, String> stated = Meta.annotations(pod);
    if (profiles.isEmpty()) {
      return stated;
    }
    Map<String, String> all = new HashMap<>();
    for (String list : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : pod.path("spec").path(list)) {
        imply(all, container, stated);
      }
    }
    all.putAll(stated);
    return all;
  }

  private void imply(Map<String, String> all, JsonNode container, Map<String, String> stated) {
    String name = container.path("name").asText();
    for (Profile profile : profiles) {
      if (profile.image().matcher(container.path("image").asText()).matches()) {
        profile
            .settings()
            .forEach(
                (setting, value) -> {
                  if (!stated.containsKey(PREFIX + setting)) {
                    all.put(PREFIX + setting + "." + name, value);
                  }
                });
      }
    }
  }
}
