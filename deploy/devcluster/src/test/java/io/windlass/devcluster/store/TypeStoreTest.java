package io.windlass.devcluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a type's store keeps, selects, logs and forgets. */
final class TypeStoreTest {
  private static final int WINDOW = 4;
  private static final ResourceType PODS =
      new ResourceType(
          "",
          "v1",
          new ResourceType.Names("Pod", "pods", "pod", List.of(), List.of()),
          true,
          Set.of(),
          Set.of());

  private final TypeStore store = new ClusterStore(WINDOW).of(PODS);

  private static ObjectNode pod(String namespace, String name, String app, String node) {
    ObjectNode pod = Documents.object();
    pod.put("kind", "Pod").put("apiVersion", "v1");
    ObjectNode metadata = pod.putObject("metadata");
    metadata.put("namespace", namespace).put("name", name).put("uid", "uid-" + name);
    metadata.putObject("labels").put("app", app);
    metadata.putArray("ownerReferences").addObject().put("uid", "owner-of-" + app);
    pod.putObject("spec").put("nodeName", node);
    return pod;
  }

  private Stored create(String name) {
    return store.create(pod("a", name, "web", "n1")).orElseThrow();
  }

  @ParameterizedTest(name = "namespace {0}, labels {1}, node {2}, owner {3}: {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
    ~~ | ~~      | ~~ | ~~           | one two three
    a  | ~~      | ~~ | ~~           | one two
    ~~ | app=web | ~~ | ~~           | one three
    a  | app=web | ~~ | ~~           | one
    ~~ | ~~      | n1 | ~~           | one two
    ~~ | app=web | n1 | ~~           | one
    ~~ | ~~      | ~~ | owner-of-web | one three
    b  | ~~      | n1 | ~~           | ~~
    ~~ | app=no  | ~~ | ~~           | ~~
    """)
  void listsSelect(String namespace, String labels, String node, String owner, String names) {
    store.create(pod("a", "one", "web", "n1"));
    store.create(pod("a", "two", "db", "n1"));
    store.create(pod("b", "three", "web", "n2"));
    FieldSelector fields =
        node.isEmpty() ? FieldSelector.EVERYTHING : FieldSelector.equal("spec.nodeName", node);
    Selection selection = new Selection(namespace, LabelSelector.parse(labels), fields, owner);
    List<String> found =
        store.list(selection).objects().stream().map(stored -> stored.key().name()).toList();
    assertThat(String.join(" ", found)).isEqualTo(names);
  }

  @Test
  void indexesFollowChanges() {
    Stored one = create("one");
    Stored moved = store.replace(one, pod("a", "one", "db", "n2")).orElseThrow();
    Selection web = new Selection("", LabelSelector.parse("app=web"), FieldSelector.EVERYTHING);
    Selection db = new Selection("", LabelSelector.parse("app=db"), FieldSelector.EVERYTHING);
    assertThat(store.list(web).objects()).isEmpty();
    assertThat(store.list(db).objects()).containsExactly(moved);
    store.remove(moved, moved.tree());
    assertThat(store.list(db).objects()).isEmpty();
  }

  @Test
  void onlyTheFirstOfTwoWritersOfAVersionWins() {
    Stored one = create("one");
    assertThat(store.replace(one, pod("a", "one", "db", "n1"))).isPresent();
    assertThat(store.replace(one, pod("a", "one", "x", "n1"))).isEmpty();
    assertThat(store.remove(one, one.tree())).isEmpty();
    assertThat(store.create(pod("a", "one", "web", "n1"))).isEmpty();
  }

  @Test
  void versionsGrowAndAreInTheDocument() {
    Stored one = create("one");
    Stored two = create("two");
    assertThat(two.version()).isGreaterThan(one.version());
    assertThat(Documents.text(two.tree(), "metadata", "resourceVersion"))
        .isEqualTo(Long.toString(two.version()));
  }

  @Test
  void aCursorReadsEverythingAfterItsVersionOnce() throws InterruptedException {
    Stored one = create("one");
    create("two");
    ChangeCursor cursor = store.openAfter(one.version());
    assertThat(cursor.next(Duration.ZERO)).hasSize(1);
    assertThat(cursor.next(Duration.ZERO)).isEmpty();
    Stored three = create("three");
    assertThat(cursor.next(Duration.ZERO)).extracting(Change::now).containsExactly(three);
    assertThat(cursor.version()).isEqualTo(three.version());
  }

  @Test
  void whatTheWindowHasForgottenIsExpired() {
    Stored first = create("p0");
    ChangeCursor slow = store.openAfter(first.version());
    for (int i = 1; i <= WINDOW + 1; i++) {
      create("p" + i);
    }
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> store.openAfter(first.version()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(410))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("Expired"));
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> slow.next(Duration.ZERO))
        .satisfies(e -> assertThat(e.code()).isEqualTo(410));
  }

  @Test
  void closingEndsCursors() throws InterruptedException {
    ChangeCursor cursor = store.open(Selection.ALL).cursor();
    store.close();
    assertThat(cursor.next(Duration.ofDays(1))).isEmpty();
    assertThat(cursor.ended()).isTrue();
  }
}
