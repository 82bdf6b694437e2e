package io.windlass.devcluster.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON patches, as a Kubernetes 1.32 API server answered them for a ConfigMap's content. */
final class PatchesTest {
  private static final String BEFORE = "{\"a\":{\"b\":1},\"l\":[1,2,3]}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                     | patch                                           | after
          a field is added                         | [{'op':'add','path':'/c','value':1}]            | {'a':{'b':1},'l':[1,2,3],'c':1}
          an add without a value adds a null       | [{'op':'add','path':'/c'}]                      | {'a':{'b':1},'l':[1,2,3],'c':null}
          an element is put before another         | [{'op':'add','path':'/l/1','value':9}]          | {'a':{'b':1},'l':[1,9,2,3]}
          a dash appends                           | [{'op':'add','path':'/l/-','value':9}]          | {'a':{'b':1},'l':[1,2,3,9]}
          a missing field can be replaced          | [{'op':'replace','path':'/a/z','value':2}]      | {'a':{'b':1,'z':2},'l':[1,2,3]}
          an index may count from the end          | [{'op':'remove','path':'/l/-1'}]                | {'a':{'b':1},'l':[1,2]}
          what is moved leaves its place           | [{'op':'move','from':'/a/b','path':'/c'}]       | {'a':{},'l':[1,2,3],'c':1}
          what is copied stays                     | [{'op':'copy','from':'/a','path':'/l/0'}]       | {'a':{'b':1},'l':[{'b':1},1,2,3]}
          what is missing equals a null            | [{'op':'test','path':'/z','value':null}]        | {'a':{'b':1},'l':[1,2,3]}
          keys are unescaped                       | [{'op':'add','path':'/a/x~1y~0','value':1}]     | {'a':{'b':1,'x/y~':1},'l':[1,2,3]}
          a null is no operation                   | null                                            | {'a':{'b':1},'l':[1,2,3]}
          """)
  void aJsonPatchApplies(String rule, String patch, String after) {
    ObjectNode object = object(BEFORE);
    Patches.applyJsonPatch(Patches.readJsonPatch(bytes(patch)), object);
    assertThat(object).isEqualTo(object(after.replace('\'', '"')));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                     | patch
          nothing to remove                        | [{'op':'remove','path':'/z'}]
          a parent that is missing                 | [{'op':'add','path':'/z/y','value':1}]
          a dash cannot be replaced                | [{'op':'replace','path':'/l/-','value':1}]
          a word is no index                       | [{'op':'remove','path':'/l/zz'}]
          an index beyond the end                  | [{'op':'add','path':'/l/4','value':1}]
          an operation that there is not           | [{'op':'frob','path':'/a'}]
          an operation without a path              | [{'op':'remove'}]
          a test that fails                        | [{'op':'test','path':'/a/b','value':2}]
          a scalar has no fields                   | [{'op':'add','path':'/a/b/c','value':2}]
          """)
  void aJsonPatchDoesNotApply(String rule, String patch) {
    ObjectNode object = object(BEFORE);
    assertThatThrownBy(() -> Patches.applyJsonPatch(Patches.readJsonPatch(bytes(patch)), object))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.code()).isEqualTo(422));
  }

  private static ObjectNode object(String json) {
    return Documents.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
