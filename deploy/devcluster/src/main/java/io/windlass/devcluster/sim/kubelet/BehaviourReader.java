package io.windlass.devcluster.sim.kubelet;

import io.windlass.devcluster.sim.kubelet.ContainerBehaviour.Exit;
import io.windlass.devcluster.sim.load.LoadReader;
import io.windlass.devcluster.sim.object.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the behaviour of a pod from its annotations {@code sim.windlass.io/SETTING} and {@code
 * sim.windlass.io/SETTING.CONTAINER}; what they do not say is as the options of the cluster say.
 * What cannot be read changes nothing and is told.
 */
final class BehaviourReader {
  static final String PREFIX = "sim.windlass.io/";

  /** The behaviour, and a sentence for each annotation that has no sense. */
  record Reading(Behaviour behaviour, List<String> faults) {}

  private final List<String> containers;
  private final List<String> mains;
  private final Map<String, ContainerBehaviour> byName = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private Behaviour pod;

  private BehaviourReader(Behaviour defaults, PodManifest manifest) {
    this.pod = defaults;
    this.containers = names(manifest.containers());
    this.mains = names(manifest.containers(PodManifest.Role.MAIN));
  }

  static Reading read(Behaviour defaults, Map<String, String> annotations, PodManifest manifest) {
    BehaviourReader reader = new BehaviourReader(defaults, manifest);
    // In the order of names "x" comes before "x.CONTAINER": what is said of one container wins.
    new TreeMap<>(annotations)
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                reader.take(key.substring(PREFIX.length()), value);
              }
            });
    Behaviour read =
        new Behaviour(reader.pod.forAll(), reader.byName, reader.pod.stop(), reader.pod.images());
    return new Reading(read, List.copyOf(reader.faults));
  }

  private void take(String key, String value) {
    int dot = key.indexOf('.');
    String setting = dot < 0 ? key : key.substring(0, dot);
    // Init containers end by themselves: what is said of all is said of those that run on.
    List<String> all = setting.startsWith("exit-") ? mains : containers;
    List<String> targets = dot < 0 ? all : List.of(key.substring(dot + 1));
    if (!containers.containsAll(targets)) {
      fault(key, value, "the pod has no container of that name");
      return;
    }
    switch (setting) {
      case "start-delay" -> delay(key, value, targets, ContainerBehaviour::withStart);
      case "restart-delay" -> delay(key, value, targets, ContainerBehaviour::withRestart);
      case "ready-delay" -> delay(key, value, targets, ContainerBehaviour::withReady);
      case "pull-delay" -> delay(key, value, targets, ContainerBehaviour::withPull);
      case "exit-after" ->
          delay(
              key, value, targets, (c, d) -> c.withExit(new Exit(Optional.of(d), c.exit().code())));
      case "exit-code" -> exitCode(key, value, targets);
      case "never-ready" -> neverReady(key, value, targets);
      case "never-ready-images" -> ofPod(dot, key, value, this::neverReadyImages);
      case "stop-delay" -> ofPod(dot, key, value, this::stopDelay);
      case "cpu", "shared-cpu", "memory" ->
          LoadReader.faults(setting, value).forEach(why -> fault(key, value, why));
      // Whatever it says is what the container logs.
      case "log" -> {}
      default -> fault(key, value, "there is no such setting");
    }
  }

  private static List<String> names(List<PodManifest.Container> containers) {
    return containers.stream().map(PodManifest.Container::name).toList();
  }

  private void delay(
      String key,
      String value,
      List<String> targets,
      BiFunction<ContainerBehaviour, Duration, ContainerBehaviour> change) {
    Optional<Duration> delay = GoDuration.parse(value);
    if (delay.isEmpty()) {
      fault(key, value, "not a duration such as 2s or 300ms");
      return;
    }
    change(targets, c -> change.apply(c, delay.get()));
  }

  private void exitCode(String key, String value, List<String> targets) {
    if (!value.matches("\\d{1,3}") || Integer.parseInt(value) > 255) {
      fault(key, value, "not an exit code from 0 to 255");
      return;
    }
    int code = Integer.parseInt(value);
    change(targets, c -> c.withExit(new Exit(c.exit().after(), code)));
  }

  private void neverReady(String key, String value, List<String> targets) {
    if (Set.of("true", "false").contains(value)) {
      change(targets, c -> c.withNeverReady(value.equals("true")));
      return;
    }
    List<String> named = Arrays.stream(value.split(",")).map(String::strip).toList();
    if (key.contains(".") || !containers.containsAll(named)) {
      fault(key, value, "neither true nor false nor containers of the pod");
      return;
    }
    change(named, c -> c.withNeverReady(true));
  }

  private Optional<String> neverReadyImages(String value) {
    try {
      Pattern pattern = Pattern.compile(value);
      pod = pod.withImages(new Behaviour.Images(pod.images().unpullable(), pattern));
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("not a regular expression: " + e.getDescription());
    }
  }

  private Optional<String> stopDelay(String value) {
    Optional<Duration> delay = GoDuration.parse(value);
    delay.ifPresent(d -> pod = new Behaviour(pod.forAll(), pod.byName(), d, pod.images()));
    return delay.isPresent() ? Optional.empty() : Optional.of("not a duration such as 2s or 300ms");
  }

  private void ofPod(
      int dot, String key, String value, Function<String, Optional<String>> setting) {
    Optional<String> wrong =
        dot >= 0 ? Optional.of("is about the whole pod") : setting.apply(value);
    wrong.ifPresent(why -> fault(key, value, why));
  }

  private void change(List<String> targets, UnaryOperator<ContainerBehaviour> change) {
    for (String name : targets) {
      byName.put(name, change.apply(byName.getOrDefault(name, pod.of(name))));
    }
  }

  private void fault(String key, String value, String why) {
    faults.add("annotation %s%s: \"%s\": %s".formatted(PREFIX, key, value, why));
  }
}
