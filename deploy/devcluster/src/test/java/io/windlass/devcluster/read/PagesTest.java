package io.windlass.devcluster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.read.Pages.Page;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.TypeStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages of a list that is changed while it is read, and what happens when the log has gone on. */
final class PagesTest {
  private static final ResourceType MAPS =
      new ResourceType(
          "",
          "v1",
          new ResourceType.Names("ConfigMap", "configmaps", "configmap", List.of(), List.of()),
          true,
          Set.of(),
          Set.of());

  private final ClusterStore cluster = new ClusterStore(4);
  private final TypeStore store = cluster.of(MAPS);
  private final Pages pages = new Pages(cluster);

  private void create(String namespace, String name) {
    ObjectNode object = Documents.object();
    object.putObject("metadata").put("namespace", namespace).put("name", name);
    assertThat(store.create(object)).isPresent();
  }

  private void delete(String namespace, String name) {
    ObjectKey key = new ObjectKey(namespace, name);
    store.get(key).ifPresent(stored -> store.remove(stored, stored.tree()));
  }

  private Page page(Pages from, Map<String, String> query) {
    ListOptions options = ListOptions.of(name -> query.getOrDefault(name, ""), false);
    return from.page(store, Selection.ALL, options.checked());
  }

  private static List<String> names(Page page) {
    return page.objects().stream().map(o -> o.key().namespace() + "/" + o.key().name()).toList();
  }

  @Test
  void namespacesAreInTheOrderOfTheirPaths() {
    create("a", "x");
    create("a-b", "x");
    create("a", "b");
    assertThat(names(page(pages, Map.of()))).containsExactly("a-b/x", "a/b", "a/x");
    String token = page(pages, Map.of("limit", "1")).token();
    assertThat(names(page(pages, Map.of("continue", token)))).containsExactly("a/b", "a/x");
  }

  @Test
  void aPageIsFoundByItsTokenAloneAndTellsTheListAsItWas() {
    List.of("a", "b", "c").forEach(name -> create("n", name));
    Page first = page(pages, Map.of("limit", "1"));
    assertThat(first.remaining()).contains(2);
    delete("n", "b");
    create("n", "bb");
    for (Pages server : List.of(pages, new Pages(cluster))) {
      Page second = page(server, Map.of("limit", "1", "continue", first.token()));
      assertThat(names(second)).containsExactly("n/b");
      assertThat(second.version()).isEqualTo(first.version());
    }
  }

  @Test
  void twoReadersOfTheSameListDoNotDisturbEachOther() {
    List.of("a", "b", "c", "d").forEach(name -> create("n", name));
    Page first = page(pages, Map.of("limit", "1"));
    Page second = page(pages, Map.of("limit", "1", "continue", first.token()));
    assertThat(names(page(pages, Map.of("limit", "1", "continue", second.token()))))
        .containsExactly("n/c");
    assertThat(names(page(pages, Map.of("limit", "2", "continue", first.token()))))
        .containsExactly("n/b", "n/c");
  }

  @Test
  void whenTheLogHasGoneOnTheAnswerNamesATokenThatGoesOnRegardless() {
    List.of("a", "b", "c").forEach(name -> create("n", name));
    Page first = page(pages, Map.of("limit", "1"));
    List.of("d", "e", "f", "g", "h").forEach(name -> create("n", name));
    Map<String, String> next = Map.of("limit", "1", "continue", first.token());
    ApiException expired =
        catchThrowableOfType(ApiException.class, () -> page(new Pages(cluster), next));
    assertThat(expired.code()).isEqualTo(410);
    assertThat(expired.reason()).isEqualTo("Expired");
    Page rest = page(pages, Map.of("limit", "2", "continue", expired.continueToken()));
    assertThat(names(rest)).containsExactly("n/b", "n/c");
    assertThat(rest.version()).isEqualTo(cluster.latestVersion());
    ApiException tooOld =
        catchThrowableOfType(
            ApiException.class,
            () -> page(pages, Map.of("resourceVersion", "2", "resourceVersionMatch", "Exact")));
    assertThat(tooOld.code()).isEqualTo(410);
  }
}
