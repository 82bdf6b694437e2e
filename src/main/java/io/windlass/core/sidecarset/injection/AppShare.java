package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.TransferEnv;
import io.windlass.core.sidecarset.expression.Expression.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds what a sidecar takes over from the app: mounts, devices, variables, resources. What the
 * sidecar has itself goes first.
 *
 * @param warn gets what a sidecar asks for and the app does not have
 */
record AppShare(AppPod app, Consumer<String> warn) {
  /** Variables in the path of a mount (Kubernetes' subPathExpr). */
  private static final Pattern EXPANSION = Pattern.compile("\\$\\(([-._a-zA-Z][-._a-zA-Z0-9]*)\\)");

  /** The sidecar for this pod; a fault if its resources cannot be found out. */
  Result<Json.Obj> added(Sidecar sidecar) {
    Json.Obj container = sidecar.base();
    if (sidecar.resources().isPresent()) {
      switch (sidecar.resources().get().apply(app.targets())) {
        case Result.Faulty<Json.Obj> faulty -> {
          return faulty;
        }
        case Result.Done<Json.Obj>(Json.Obj resources) ->
            container = container.with("resources", resources);
      }
    }
    List<Json> variables = new ArrayList<>();
    sidecar.own().transfers().forEach(transfer -> transfer(transfer, variables));
    if (sidecar.own().sharing().mounts()) {
      container = mounted(container, variables);
    }
    if (sidecar.own().sharing().devices()) {
      container = withPaths(container, "volumeDevices", "devicePath", "mountPath");
    }
    return new Result.Done<>(withVariables(container, variables));
  }

  private void transfer(TransferEnv transfer, List<Json> variables) {
    Optional<String> named =
        transfer.containerFrom().isPresent()
            ? transfer.containerFrom().flatMap(app::field)
            : Optional.of(transfer.container());
    Optional<Json.Obj> source = named.flatMap(app::container);
    for (String name : transfer.names()) {
      source
          .flatMap(container -> AppPod.variable(container, name))
          .ifPresentOrElse(
              variables::add,
              () ->
                  warn.accept(
                      "there is no variable %s of container \"%s\" to transfer"
                          .formatted(name, named.orElse(""))));
    }
  }

  private Json.Obj mounted(Json.Obj container, List<Json> variables) {
    for (Json.Obj source : app.containers()) {
      for (Json mount : source.items("volumeMounts")) {
        mount.text("subPathExpr").ifPresent(path -> expand(path, source, variables));
      }
    }
    return withPaths(container, "volumeMounts", "mountPath", "devicePath");
  }

  private void expand(String path, Json.Obj source, List<Json> variables) {
    Matcher expansion = EXPANSION.matcher(path);
    while (expansion.find()) {
      String name = expansion.group(1);
      AppPod.variable(source, name)
          .ifPresentOrElse(
              variables::add,
              () -> warn.accept("the path %s needs a variable that is not there".formatted(path)));
    }
  }

  /** With the app's entries at paths that nothing of the sidecar has. */
  private Json.Obj withPaths(Json.Obj container, String list, String path, String otherPath) {
    Set<String> taken = new HashSet<>();
    for (String own : List.of("volumeMounts", "volumeDevices")) {
      for (Json entry : container.items(own)) {
        entry.text(own.equals(list) ? path : otherPath).ifPresent(taken::add);
      }
    }
    List<Json> all = new ArrayList<>(container.items(list));
    for (Json.Obj source : app.containers()) {
      for (Json entry : source.items(list)) {
        if (entry.text(path).filter(taken::add).isPresent()) {
          all.add(entry);
        }
      }
    }
    return all.isEmpty() ? container : container.with(list, Json.of(all));
  }

  private static Json.Obj withVariables(Json.Obj container, List<Json> variables) {
    if (variables.isEmpty()) {
      return container;
    }
    List<Json> all = new ArrayList<>(container.items("env"));
    Set<String> taken = new HashSet<>();
    all.forEach(variable -> variable.text("name").ifPresent(taken::add));
    for (Json variable : variables) {
      if (variable.text("name").filter(taken::add).isPresent()) {
        all.add(variable);
      }
    }
    return container.with("env", Json.of(all));
  }
}
