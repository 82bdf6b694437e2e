package io.windlass.controllers.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloneSetOwnersTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a change                              | before                         | after                          | wakes
          of an owned pod wakes its owner       | apps.kruise.io/v1alpha1 CloneSet a | apps.kruise.io/v1alpha1 CloneSet a | shop/a
          that makes a pod wakes its owner      |                                | apps.kruise.io/v1alpha1 CloneSet a | shop/a
          that ends a pod wakes its owner       | apps.kruise.io/v1alpha1 CloneSet a |                            | shop/a
          of owner wakes both                   | apps.kruise.io/v1alpha1 CloneSet a | apps.kruise.io/v1alpha1 CloneSet b | shop/a shop/b
          does not care for the version         |                                | apps.kruise.io/v1beta1 CloneSet a | shop/a
          of another group's kind wakes nobody  |                                | example.com/v1 CloneSet a      |
          of another kind wakes nobody          |                                | apps/v1 ReplicaSet a           |
          of a core kind wakes nobody           |                                | v1 Node a                      |
          of an orphan wakes nobody             | orphan                         | orphan                         |
          """)
  void keysFor(String change, String before, String after, String wakes) {
    List<ObjectKey> keys = CloneSetOwners.keysFor(meta(before), meta(after));

    String expected = Optional.ofNullable(wakes).orElse("");
    assertThat(String.join(" ", keys.stream().map(ObjectKey::toString).toList()))
        .as(change)
        .isEqualTo(expected);
  }

  private static Optional<ObjectMeta> meta(String owner) {
    if (owner == null) {
      return Optional.empty();
    }
    Optional<OwnerReference> controller = Optional.empty();
    if (!owner.equals("orphan")) {
      String[] words = owner.split(" ", -1);
      controller = Optional.of(new OwnerReference(words[0], words[1], words[2], "uid"));
    }
    return Optional.of(
        new ObjectMeta(
            new ObjectKey("shop", "pod"),
            "u",
            1,
            0,
            Map.of(),
            Map.of(),
            controller,
            Instant.EPOCH,
            Optional.empty(),
            List.of()));
  }
}
