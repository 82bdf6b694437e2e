package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Violation;
import io.windlass.core.testing.CloneSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloneSetValidatorTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FaultyCloneSets.ROWS)
  void faults(String rule, String edit, String field) {
    assertThat(CloneSetValidator.violations(CloneSets.sound().spec(edit).view()))
        .extracting(Violation::field)
        .containsExactly(field);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          enablePVCReuse                 | {'scaleStrategy': {'enablePVCReuse': true}}                         | spec.scaleStrategy.enablePVCReuse
          """)
  void meansNothingHere(String rule, String edit, String field) {
    assertThat(CloneSetValidator.violations(CloneSets.sound().spec(edit).view()))
        .singleElement()
        .matches(violation -> violation.field().equals(field))
        .matches(violation -> violation.message().startsWith("a field of v1beta1"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          priorities and scattering          | {'updateStrategy': {'priorityStrategy': {'orderPriority': [{'orderedKey': 'a'}]}, 'scatterStrategy': [{'key': 'a', 'value': 'b'}, {'key': 'a', 'value': ''}]}}
          a weight of 0                      | {'updateStrategy': {'priorityStrategy': {'weightPriority': [{'weight': 0, 'matchSelector': {'matchLabels': {'a': 'b'}}}]}}}
          the defaults of the schema         | {'scaleStrategy': {'disablePVCReuse': false}, 'updateStrategy': {'partition': 0, 'maxUnavailable': '20%', 'maxSurge': 0, 'paused': false, 'inPlaceUpdateStrategy': {'gracePeriodSeconds': 0}}}
          a mount of a claim                 | {'volumeClaimTemplates': [{'metadata': {'name': 'data'}, 'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}], 'template': {'spec': {'containers': [{'name': 'main', 'image': 'app:1', 'volumeMounts': [{'name': 'data', 'mountPath': '/data'}]}]}}}
          explicit nulls                     | {'volumeClaimTemplates': null, 'lifecycle': null, 'scaleStrategy': null}
          empty lists and objects            | {'volumeClaimTemplates': [], 'lifecycle': {}, 'scaleStrategy': {}, 'updateStrategy': {'scatterStrategy': [], 'priorityStrategy': {}}}
          the deadline that means none       | {'progressDeadlineSeconds': 2147483647}
          no budget, but no pods either      | {'replicas': 0, 'updateStrategy': {'maxUnavailable': 0}}
          a surge of 0%                      | {'updateStrategy': {'maxSurge': '0%'}}
          half a percent                     | {'updateStrategy': {'maxUnavailable': '0.5%'}}
          a surge without unavailable pods   | {'updateStrategy': {'maxUnavailable': 0, 'maxSurge': '10%'}}
          OnDelete                           | {'updateStrategy': {'type': 'OnDelete'}}
          hooks                              | {'lifecycle': {'preDelete': {'labelsHandler': {'a': 'b'}, 'finalizersHandler': ['a/b']}}}
          partition and limits               | {'revisionHistoryLimit': 0, 'minReadySeconds': 2147483647, 'updateStrategy': {'partition': '100%'}}
          restartPolicy Always               | {'template': {'spec': {'restartPolicy': 'Always'}}}
          """)
  void sound(String rule, String edit) {
    assertThat(CloneSetValidator.violations(CloneSets.sound().spec(edit).view())).isEmpty();
  }

  @Test
  void hintsForDownloadsAreIgnoredAsOpenKruiseDoesByDefault() {
    String hint = "apps.kruise.io/image-predownload-parallelism";
    assertThat(CloneSetValidator.violations(CloneSets.sound().annotation(hint, "5").view()))
        .isEmpty();
  }

  @Test
  void allFaultsAreFoundAtOnce() {
    String edit =
        "{'replicas': -1, 'selector': {'matchLabels': {'app': 'x'}}, 'updateStrategy':"
            + " {'maxUnavailable': '5', 'maxSurge': -1, 'partition': -2, 'type': 'X'}}";
    assertThat(CloneSetValidator.violations(CloneSets.sound().spec(edit).view()))
        .extracting(Violation::field)
        .containsExactly(
            "spec.replicas",
            "spec.template.metadata.labels",
            "spec.updateStrategy.type",
            "spec.updateStrategy.partition",
            "spec.updateStrategy.maxUnavailable",
            "spec.updateStrategy.maxSurge");
  }
}
