package io.windlass.controllers.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.core.testing.Pods;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is woken by what, and which pods a SidecarSet is for. */
class SidecarSetOwnersTest {
  private static final String SHOP = "shop";

  private final ObjectStore<PodView> pods = new ConcurrentObjectStore<>(StoredType.pods());
  private final SidecarSetPods found = new SidecarSetPods(pods);
  private final SidecarSetStores stores = SidecarSetStores.empty();
  private final SidecarSetReach reach = SidecarSetReach.of(Set.of(), stores.namespaces());
  private final SidecarSetOwners owners = new SidecarSetOwners(stores, pods, reach);

  private static ObjectMeta meta(String name, Map<String, String> labels) {
    return new ObjectMeta(
        new ObjectKey("", name),
        "uid-" + name,
        1,
        1,
        labels,
        Map.of(),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }

  private SidecarSetView set(String name, String spec) {
    SidecarSetView view =
        new SidecarSetView(
            meta(name, Map.of()),
            (Json.Obj) JsonText.parse(spec.replace('\'', '"')),
            Json.Obj.EMPTY);
    stores.sidecarSets().merge(view);
    return view;
  }

  private PodView pod(String name, String app) {
    PodView pod = Pods.serving(name).label("app", app).view();
    pods.merge(pod);
    return pod;
  }

  private List<String> woken(Optional<PodView> before, Optional<PodView> after) {
    return owners.ofPod(before, after).stream().map(ObjectKey::name).sorted().toList();
  }

  @Test
  void aPodWakesWhoSelectsItAndWhoseSidecarsItHas() {
    set("web", "{'selector':{'matchLabels':{'app':'web'}}}");
    set("api", "{'selector':{'matchLabels':{'app':'api'}}}");
    set("other", "{'selector':{'matchLabels':{'app':'other'}}}");
    PodView web = pod("a", "web");
    PodView api = Pods.serving("a").label("app", "api").view();
    PodView with =
        Pods.serving("a")
            .label("app", "web")
            .annotation("kruise.io/sidecarset-injected-list", "gone,other")
            .view();

    assertThat(woken(Optional.empty(), Optional.of(web))).containsExactly("web");
    assertThat(woken(Optional.of(web), Optional.of(api))).containsExactly("api", "web");
    assertThat(woken(Optional.of(web), Optional.of(with))).containsExactly("other", "web");
    assertThat(woken(Optional.of(web), Optional.empty())).containsExactly("web");
  }

  @Test
  void aNamespaceWithOtherLabelsWakesWhoSelectsItsPodsNowOrNoMore() {
    set(
        "gold",
        "{'selector':{'matchLabels':{'app':'web'}},"
            + "'namespaceSelector':{'matchLabels':{'tier':'gold'}}}");
    set("any", "{'selector':{'matchLabels':{'app':'web'}}}");
    pod("a", "web");

    assertThat(
            owners.ofNamespace(meta(SHOP, Map.of()), meta(SHOP, Map.of("tier", "gold"))).stream()
                .map(ObjectKey::name))
        .containsExactly("gold");
    assertThat(owners.ofNamespace(meta(SHOP, Map.of()), meta(SHOP, Map.of()))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          by a label                    | {'selector':{'matchLabels':{'app':'web'}}} | a,b
          by labels of which one exists | {'selector':{'matchExpressions':[{'key':'app','operator':'Exists'}]}} | a,b,c
          in a namespace of that name   | {'selector':{'matchLabels':{'app':'web'}},'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'shop'}}} | a,b
          in another namespace          | {'selector':{'matchLabels':{'app':'web'}},'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'bank'}}} | ``
          in the namespace of v1alpha1  | {'selector':{'matchLabels':{'app':'api'}},'namespace':'shop'} | c
          an empty selector selects none | {'selector':{}} | ``
          """)
  void podsOf(String rule, String spec, String names) {
    pod("a", "web");
    pod("b", "web");
    pod("c", "api");

    assertThat(
            String.join(
                ",",
                found.of(set("s", spec).filled(), reach).stream()
                    .map(PodView::name)
                    .sorted()
                    .toList()))
        .isEqualTo(names);
  }

  @Test
  void aManagerOfSomeNamespacesLooksAfterWhatIsLimitedToThese() {
    SidecarSetReach some = SidecarSetReach.of(Set.of(SHOP), stores.namespaces());
    String web = "{'selector':{'matchLabels':{'app':'web'}}";

    assertThat(some.covers(set("all", web + "}").filled())).isFalse();
    assertThat(some.covers(set("shop", web + ",'namespace':'shop'}").filled())).isTrue();
    assertThat(some.covers(set("bank", web + ",'namespace':'bank'}").filled())).isFalse();
    assertThat(reach.covers(set("all", web + "}").filled())).isTrue();
  }
}
