package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.PodView;
import io.windlass.runtime.store.LockedObjectStore;
import io.windlass.runtime.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartialListingsTest {
  private final ObjectStore<PodView> store = new LockedObjectStore<>(PodView::meta);
  private final PartialListings<PodView> parts =
      new PartialListings<>(store, PodView::meta, Set.of("one", "two"));

  @Test
  void theStoreIsFilledWhenEachNamespaceHasListed() throws IOException {
    parts.of("one").listed(List.of(pod("one", "a", 3)), 10);
    assertThat(store.isFilled()).isFalse();

    parts.of("two").listed(List.of(pod("two", "b", 4)), 12);

    assertThat(store.isFilled()).isTrue();
    assertThat(store.all()).extracting(PodView::name).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aNewListOfOneNamespaceLeavesTheOtherAlone() throws IOException {
    parts.of("one").listed(List.of(pod("one", "a", 3), pod("one", "gone", 4)), 10);
    parts.of("two").listed(List.of(pod("two", "b", 4)), 12);
    store.merge(pod("one", "newer-than-the-list", 30));

    parts.of("one").listed(List.of(pod("one", "a", 3), pod("one", "c", 19)), 20);

    assertThat(store.all())
        .extracting(PodView::name)
        .containsExactlyInAnyOrder("a", "b", "c", "newer-than-the-list");
  }

  @Test
  void changesGoStraightToTheStore() throws IOException {
    parts.of("one").listed(List.of(), 10);
    parts.of("two").listed(List.of(), 10);
    PodView pod = pod("one", "a", 11);

    parts.of("one").changed(pod);
    assertThat(store.get(pod.key())).contains(pod);

    parts.of("one").removed(pod.meta(), pod);
    assertThat(store.get(pod.key())).isEmpty();
  }

  private static PodView pod(String namespace, String name, long version) throws IOException {
    String document =
        """
        {"metadata":{"namespace":"%s","name":"%s","uid":"uid-%s","resourceVersion":"%d"}}\
        """
            .formatted(namespace, name, name, version);
    return ViewType.pods().decode(document.getBytes(StandardCharsets.UTF_8));
  }
}
