package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.ResourcesPolicy;
import io.windlass.core.sidecarset.SidecarContainer;
import io.windlass.core.sidecarset.SidecarSetKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A container of a SidecarSet as far as it is the same in every pod. Immutable.
 *
 * @param base as it would be in a pod, marked as injected, before anything of the app is added
 * @param twins whether there are two of it
 * @param inPod what pods get that have nothing to add: itself, or its twins
 * @param volumes of the SidecarSet that it mounts
 * @param unknownVolumes names that it mounts and the SidecarSet does not define
 * @param resources the policy with its expressions read
 */
record Sidecar(
    SidecarContainer own,
    Json.Obj base,
    boolean twins,
    List<Json.Obj> inPod,
    List<Json> volumes,
    List<String> unknownVolumes,
    Optional<ResourceRule> resources) {
  private static final Json MARK =
      Json.Obj.EMPTY.with("name", SidecarSetKeys.INJECTED_VARIABLE).with("value", "true");

  static Sidecar initial(SidecarContainer own, Map<String, Json> volumes) {
    return of(own, own.hot() && own.isNative(), volumes);
  }

  static Sidecar regular(SidecarContainer own, Map<String, Json> volumes) {
    return of(own, own.hot(), volumes);
  }

  private static Sidecar of(SidecarContainer own, boolean twins, Map<String, Json> volumes) {
    Json.Obj base = own.container().with("env", marked(own.container().items("env")));
    Set<String> mounted = mounted(own.container());
    Map<String, Json> used = new LinkedHashMap<>();
    mounted.stream()
        .filter(volumes::containsKey)
        .forEach(name -> used.put(name, volumes.get(name)));
    return new Sidecar(
        own,
        base,
        twins,
        inPod(own, base, twins),
        List.copyOf(used.values()),
        mounted.stream().filter(name -> !volumes.containsKey(name)).toList(),
        own.resources().map(Sidecar::rule));
  }

  private static ResourceRule rule(ResourcesPolicy policy) {
    return ResourceRule.of(policy);
  }

  private static Json marked(List<Json> variables) {
    List<Json> all = new ArrayList<>();
    for (Json variable : variables) {
      if (!variable.text("name").filter(SidecarSetKeys.INJECTED_VARIABLE::equals).isPresent()) {
        all.add(variable);
      }
    }
    all.add(MARK);
    return Json.of(all);
  }

  private static Set<String> mounted(Json.Obj container) {
    Set<String> names = new LinkedHashSet<>();
    Stream.concat(
            container.items("volumeMounts").stream(), container.items("volumeDevices").stream())
        .forEach(mount -> mount.text("name").ifPresent(names::add));
    return names;
  }

  /** Whether something of the app belongs into it. */
  boolean dependsOnApp() {
    return own.sharing().mounts()
        || own.sharing().devices()
        || !own.transfers().isEmpty()
        || resources.isPresent();
  }

  /** What pods get of it when something was added to its base. */
  List<Json.Obj> inPod(Json.Obj added) {
    return inPod(own, added, twins);
  }

  private static List<Json.Obj> inPod(SidecarContainer own, Json.Obj container, boolean twins) {
    if (!twins) {
      return List.of(container);
    }
    String first = SidecarSetKeys.firstTwin(own.name());
    String second = SidecarSetKeys.secondTwin(own.name());
    return List.of(twin(container, first), twin(container, second).with("image", own.emptyImage()));
  }

  private static Json.Obj twin(Json.Obj container, String name) {
    List<Json> variables = new ArrayList<>(container.items("env"));
    variables.add(version(SidecarSetKeys.VERSION_VARIABLE, SidecarSetKeys.VERSION + name));
    variables.add(
        version(SidecarSetKeys.OTHER_VERSION_VARIABLE, SidecarSetKeys.OTHER_VERSION + name));
    return container.with("name", name).with("env", Json.of(variables));
  }

  private static Json version(String variable, String annotation) {
    Json.Obj field =
        Json.Obj.EMPTY
            .with("apiVersion", "v1")
            .with("fieldPath", "metadata.annotations['" + annotation + "']");
    return Json.Obj.EMPTY
        .with("name", variable)
        .with("valueFrom", Json.Obj.EMPTY.with("fieldRef", field));
  }
}
