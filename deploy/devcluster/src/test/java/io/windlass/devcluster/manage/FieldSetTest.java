package io.windlass.devcluster.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of fields: what the operations mean, and that they keep the laws of sets. */
final class FieldSetTest {
  private static final int ROUNDS = 2_000;
  private static final List<String> STEPS =
      List.of("f:a", "f:b", "k:{\"n\":\"x\"}", "k:{\"n\":\"y\",\"p\":1}", "v:\"s\"", "v:2", "i:0");

  private static FieldSet set(String json) {
    byte[] text = json.replace("\"", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return FieldSet.of(Documents.parse(text));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                          | a                                 | operation    | b                    | outcome
          fields of both                                | {'f:a':{}}                        | union        | {'f:b':{}}           | {'f:a':{},'f:b':{}}
          a parent becomes a member beside its child    | {'f:a':{'f:b':{}}}                | union        | {'f:a':{}}           | {'f:a':{'.':{},'f:b':{}}}
          numbers come before texts in sets             | {'v:"s"':{}}                      | union        | {'v:2':{},'i:0':{}}  | {'v:2':{},'v:"s"':{},'i:0':{}}
          a parent goes and its child stays             | {'f:a':{'.':{},'f:b':{}}}         | difference   | {'f:a':{}}           | {'f:a':{'f:b':{}}}
          a child goes and its parent stays             | {'f:a':{'.':{},'f:b':{}}}         | difference   | {'f:a':{'f:b':{}}}   | {'f:a':{}}
          a branch without members goes                 | {'f:a':{'f:b':{}},'f:c':{}}       | difference   | {'f:a':{'f:b':{}}}   | {'f:c':{}}
          with a parent goes all that is below          | {'f:a':{'f:b':{'f:c':{}}}}        | recursively  | {'f:a':{}}           | {}
          a child alone takes only itself               | {'f:a':{'f:b':{},'f:c':{}}}       | recursively  | {'f:a':{'f:b':{}}}   | {'f:a':{'f:c':{}}}
          what both have                                | {'f:a':{'.':{},'f:b':{}}}         | intersection | {'f:a':{}}           | {'f:a':{}}
          no branch without common members              | {'f:a':{'f:b':{}}}                | intersection | {'f:a':{'f:c':{}}}   | {}
          """)
  void meansWhatItSays(String rule, String a, String operation, String b, String outcome) {
    BinaryOperator<FieldSet> operator =
        switch (operation) {
          case "union" -> FieldSet::union;
          case "difference" -> FieldSet::difference;
          case "recursively" -> FieldSet::recursiveDifference;
          case "intersection" -> FieldSet::intersection;
          default -> throw new IllegalArgumentException(operation);
        };
    assertThat(operator.apply(set(a), set(b)).toString())
        .isEqualTo(set(outcome).union(FieldSet.EMPTY).toString());
  }

  @Test
  void keepsTheLawsOfSets() {
    Random random = new Random(7);
    for (int i = 0; i < ROUNDS; i++) {
      FieldSet a = any(random);
      FieldSet b = any(random);
      Set<String> both = new TreeSet<>(paths(a));
      both.addAll(paths(b));
      assertThat(paths(a.union(b))).isEqualTo(both).isEqualTo(paths(b.union(a)));
      Set<String> common = new TreeSet<>(paths(a));
      common.retainAll(paths(b));
      assertThat(paths(a.intersection(b))).isEqualTo(common);
      Set<String> left = new TreeSet<>(paths(a));
      left.removeAll(paths(b));
      assertThat(paths(a.difference(b))).isEqualTo(left);
      assertThat(paths(a.difference(b).union(a.intersection(b)))).isEqualTo(paths(a));
    }
  }

  @Test
  void isTheSameAfterBeingWritten() {
    Random random = new Random(8);
    for (int i = 0; i < ROUNDS; i++) {
      FieldSet set = any(random);
      ObjectNode written = Documents.parse(Documents.bytes(set.encode()));
      assertThat(paths(FieldSet.of(written))).isEqualTo(paths(set));
      assertThat(FieldSet.of(written).union(set).encode()).isEqualTo(written);
    }
  }

  @Test
  void whatDoesNotChangeIsShared() {
    FieldSet set = set("{'f:a':{'f:b':{}},'f:c':{}}");
    assertThat(set.difference(set("{'f:x':{}}"))).isSameAs(set);
    assertThat(set.union(set("{'f:c':{}}"))).isSameAs(set);
    PathElement a = PathElement.field("a");
    assertThat(set.difference(set("{'f:c':{}}")).below(a)).isSameAs(set.below(a));
  }

  private static FieldSet any(Random random) {
    FieldSet all = FieldSet.EMPTY;
    for (int i = random.nextInt(6); i > 0; i--) {
      String json = "{}";
      for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
        String step = STEPS.get(random.nextInt(STEPS.size()));
        json = "{\"" + step.replace("\"", "\\\"") + "\":" + json + "}";
      }
      all = all.union(FieldSet.of(Documents.parse(json.getBytes(StandardCharsets.UTF_8))));
    }
    return all;
  }

  private static Set<String> paths(FieldSet set) {
    List<String> paths = new ArrayList<>();
    set.forEachPath(path -> paths.add(path.toString()));
    Set<String> distinct = new TreeSet<>(paths);
    assertThat(paths).hasSameSizeAs(distinct);
    return distinct;
  }
}
