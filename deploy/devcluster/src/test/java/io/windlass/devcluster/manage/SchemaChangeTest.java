package io.windlass.devcluster.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What claims become when the schema of a custom resource has changed. */
final class SchemaChangeTest {
  private static final String SCHEMA =
      """
      {'type':'object','properties':{'spec':{'type':'object','properties':{
        'whole':{'type':'object','x-kubernetes-map-type':'atomic','additionalProperties':{'type':'string'}},
        'list':{'type':'array','items':{'type':'object','properties':{'n':{'type':'string'}}}},
        'parts':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['n'],
          'items':{'type':'object','properties':{'n':{'type':'string'},'in':{'type':'array','items':{'type':'string'}}}}},
        'open':{'type':'object','x-kubernetes-preserve-unknown-fields':true}}}}}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                    | before                                                     | now
          parts of a map that is now whole        | {'f:spec':{'f:whole':{'.':{},'f:a':{}}}}                   | {'f:spec':{'f:whole':{}}}
          parts of a list that is now whole       | {'f:spec':{'f:list':{'k:{"n":"x"}':{'.':{},'f:n':{}}}}}    | {'f:spec':{'f:list':{}}}
          a whole stays                           | {'f:spec':{'f:whole':{},'f:list':{}}}                      | {'f:spec':{'f:whole':{},'f:list':{}}}
          a whole that has parts now stays        | {'f:spec':{'f:parts':{}}}                                  | {'f:spec':{'f:parts':{}}}
          parts of parts                          | {'f:spec':{'f:parts':{'k:{"n":"x"}':{'f:in':{'v:1':{}}}}}} | {'f:spec':{'f:parts':{'k:{"n":"x"}':{'f:in':{}}}}}
          what no schema describes is left alone  | {'f:spec':{'f:open':{'f:a':{'f:b':{}}},'f:gone':{}}}       | {'f:spec':{'f:open':{'f:a':{'f:b':{}}},'f:gone':{}}}
          """)
  void reconciles(String rule, String before, String now) {
    FieldTypes types = new FieldTypes(Documents.object());
    FieldType type = types.custom(Documents.parse(bytes(SCHEMA.replace('\'', '"'))));
    FieldSet fields = FieldSet.of(Documents.parse(bytes(quoted(before))));
    assertThat(SchemaChange.reconciled(fields, type).toString()).isEqualTo(quoted(now));
  }

  // Quotation marks within a key are written with a backslash in JSON.
  private static String quoted(String text) {
    return text.replace("\"", "\\\"").replace('\'', '"');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
