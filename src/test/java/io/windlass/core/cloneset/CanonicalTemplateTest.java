package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of pod specs. */
class CanonicalTemplateTest {
  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what differs                      | one                                                                              | other                                                                              | same
          nothing                           | {'containers': [{'name': 'a', 'image': 'b'}]}                                    | {'containers': [{'name': 'a', 'image': 'b'}]}                                      | true
          a default is written out          | {'containers': [{'name': 'a', 'image': 'b'}]}                                    | {'dnsPolicy': 'ClusterFirst', 'containers': [{'name': 'a', 'image': 'b', 'imagePullPolicy': 'Always'}]} | true
          another value than the default    | {'containers': [{'name': 'a', 'image': 'b'}]}                                    | {'dnsPolicy': 'Default', 'containers': [{'name': 'a', 'image': 'b'}]}              | false
          the default depends on the image  | {'containers': [{'name': 'a', 'image': 'b:1'}]}                                  | {'containers': [{'name': 'a', 'image': 'b:1', 'imagePullPolicy': 'Always'}]}       | false
          the protocol of a port            | {'containers': [{'name': 'a', 'ports': [{'containerPort': 80}]}]}                | {'containers': [{'name': 'a', 'ports': [{'containerPort': 80, 'protocol': 'TCP'}]}]} | true
          an empty list                     | {'containers': [{'name': 'a', 'args': []}]}                                      | {'containers': [{'name': 'a'}]}                                                    | true
          an empty map                      | {'nodeSelector': {}, 'containers': []}                                           | {'containers': []}                                                                 | true
          a volume of the node's disk       | {'volumes': [{'name': 'v', 'emptyDir': {}}]}                                     | {'volumes': [{'name': 'v'}]}                                                       | true
          a volume of another kind          | {'volumes': [{'name': 'v', 'emptyDir': {}}]}                                     | {'volumes': [{'name': 'v', 'configMap': {'name': 'c'}}]}                           | false
          a mode that is the default        | {'volumes': [{'name': 'v', 'configMap': {'name': 'c'}}]}                         | {'volumes': [{'name': 'v', 'configMap': {'name': 'c', 'defaultMode': 420}}]}       | true
          switched off, or not mentioned    | {'hostNetwork': false}                                                           | {}                                                                                 | true
          switched on                       | {'hostNetwork': true}                                                            | {}                                                                                 | false
          an empty value                    | {'containers': [{'name': 'a', 'env': [{'name': 'E', 'value': ''}]}]}             | {'containers': [{'name': 'a', 'env': [{'name': 'E'}]}]}                            | true
          one quantity in two spellings     | {'containers': [{'name': 'a', 'resources': {'limits': {'cpu': '0.1'}}}]}         | {'containers': [{'name': 'a', 'resources': {'limits': {'cpu': '100m'}}}]}          | true
          a quantity as a number            | {'containers': [{'name': 'a', 'resources': {'limits': {'cpu': 2}}}]}             | {'containers': [{'name': 'a', 'resources': {'limits': {'cpu': '2'}}}]}             | true
          kibibytes and bytes               | {'containers': [{'name': 'a', 'resources': {'limits': {'memory': '1Ki'}}}]}      | {'containers': [{'name': 'a', 'resources': {'limits': {'memory': '1024'}}}]}       | true
          gigabytes and an exponent         | {'containers': [{'name': 'a', 'resources': {'limits': {'memory': '2G'}}}]}       | {'containers': [{'name': 'a', 'resources': {'limits': {'memory': '2e9'}}}]}        | true
          mebibytes are not megabytes       | {'containers': [{'name': 'a', 'resources': {'limits': {'memory': '1Mi'}}}]}      | {'containers': [{'name': 'a', 'resources': {'limits': {'memory': '1M'}}}]}         | false
          a node label without value        | {'nodeSelector': {'value': ''}}                                                  | {}                                                                                 | false
          the order of containers           | {'containers': [{'name': 'a'}, {'name': 'b'}]}                                   | {'containers': [{'name': 'b'}, {'name': 'a'}]}                                     | false
          """)
  void whetherTheyMeanTheSame(String what, String one, String other, boolean same) {
    assertThat(CanonicalTemplate.areEqual(template(one), template(other))).as(what).isEqualTo(same);
    assertThat(CanonicalTemplate.of(CanonicalTemplate.of(template(one))))
        .isEqualTo(CanonicalTemplate.of(template(one)));
  }

  private static Json.Obj template(String spec) {
    return TemplateDocument.tidy(
        Json.Obj.EMPTY.with("spec", JsonText.parse(spec.replace('\'', '"'))));
  }
}
