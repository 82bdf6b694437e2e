package io.windlass.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sorts classes into workloads: {@code core.cloneset} and {@code controllers.cloneset} are one.
 * What workloads share belongs to none.
 */
record Workloads(String root) implements SliceAssignment {
  private static final Set<String> SHARED =
      Set.of(
          "model",
          "plan",
          "budget",
          "order",
          "inplace",
          "lifecycle",
          "version",
          "admission",
          "podspec",
          "history",
          "adapter",
          "shell");

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    Matcher workload =
        Pattern.compile(Pattern.quote(root) + "\\.(?:core|controllers)\\.(\\w+).*")
            .matcher(type.getPackageName());
    if (!workload.matches() || SHARED.contains(workload.group(1))) {
      return SliceIdentifier.ignore();
    }
    return SliceIdentifier.of(workload.group(1));
  }

  @Override
  public String getDescription() {
    return "workloads of " + root;
  }
}
