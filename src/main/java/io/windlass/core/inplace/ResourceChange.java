package io.windlass.core.inplace;

import io.windlass.core.model.ContainerResources;
import io.windlass.core.model.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of the CPU and memory of containers, as templates have them. Stateless. */
final class ResourceChange {
  private static final List<String> AMOUNTS = List.of("cpu", "memory");

  private ResourceChange() {}

  /** Whether a path is an amount that can change while a container runs. */
  static boolean isAmount(List<String> path) {
    return path.size() == 6
        && path.get(0).equals("spec")
        && path.get(1).equals("containers")
        && path.get(3).equals("resources")
        && (path.get(4).equals("limits") || path.get(4).equals("requests"))
        && AMOUNTS.contains(path.get(5));
  }

  /** Whether a container starts anew when this amount changes. */
  static boolean restarts(Json container, String amount) {
    return container.items("resizePolicy").stream()
        .anyMatch(
            policy ->
                policy.text("resourceName").equals(Optional.of(amount))
                    && policy.text("restartPolicy").equals(Optional.of("RestartContainer")));
  }

  /** The quality of service of a template's pods: Guaranteed, Burstable or BestEffort. */
  static String quality(Json.Obj template) {
    List<Json> containers = new ArrayList<>(template.items("spec", "initContainers"));
    containers.addAll(template.items("spec", "containers"));
    boolean none = true;
    boolean all = true;
    for (Json container : containers) {
      for (String amount : AMOUNTS) {
        BigDecimal limit = amount(container, "limits", amount).orElse(BigDecimal.ZERO);
        BigDecimal request = amount(container, "requests", amount).orElse(limit);
        none &= limit.signum() <= 0 && request.signum() <= 0;
        all &= limit.signum() > 0 && limit.compareTo(request) == 0;
      }
    }
    return none ? "BestEffort" : all ? "Guaranteed" : "Burstable";
  }

  private static Optional<BigDecimal> amount(Json container, String part, String amount) {
    return container.at("resources", part, amount).map(ResourceChange::amount);
  }

  private static BigDecimal amount(Json quantity) {
    return switch (quantity) {
      case Json.Text(String text) -> ContainerResources.amount(text);
      case Json.Num(BigDecimal number) -> number;
      case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ -> BigDecimal.ZERO;
    };
  }
}
