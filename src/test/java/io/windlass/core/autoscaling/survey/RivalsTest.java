package io.windlass.core.autoscaling.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.check.World.Rival;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.autoscaling.spec.Specs;
import io.windlass.core.autoscaling.survey.Rivals.Scalers;
import io.windlass.core.model.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who scales a workload, as the documents in its namespace say. */
class RivalsTest {
  private static final Json.Obj SELF =
      Specs.json(
          "{metadata: {name: 'web', uid: 'self', ownerReferences: [{kind:"
              + " 'CronHorizontalPodAutoscaler', name: 'made', uid: 'made'}]}}");
  private static final Target TARGET = new Target("apps.kruise.io/v1beta1", "CloneSet", "web");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                              | type       | documents                                                                                     | rival
          a second one                      | timed      | {metadata: {name: 'b', uid: 'b', creationTimestamp: '2026-01-01'}, spec: {scaleTargetRef: REF}} | TIMED b scales CloneSet web [] 2026-01-01/b
          another version of the group      | timed      | {metadata: {name: 'b', uid: 'b'}, spec: {scaleTargetRef: {apiVersion: 'apps.kruise.io/v1alpha1', kind: 'CloneSet', name: 'web'}}} | TIMED b scales CloneSet web [] ~/b
          the same kind of another group    | timed      | {metadata: {name: 'b', uid: 'b'}, spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'CloneSet', name: 'web'}}} | TIMED b scales CloneSet.apps web [] ~/b
          itself                            | timed      | {metadata: {name: 'web', uid: 'self'}, spec: {scaleTargetRef: REF}}                           |
          one that only tries               | timed      | {metadata: {name: 'b', uid: 'b'}, spec: {mode: 'DryRun', scaleTargetRef: REF}}                |
          one that is being deleted         | timed      | {metadata: {name: 'b', uid: 'b', deletionTimestamp: '2026-01-01'}, spec: {scaleTargetRef: REF}} |
          an HPA                            | horizontal | {metadata: {name: 'h', uid: 'h'}, spec: {scaleTargetRef: REF}}                                | HPA h scales CloneSet web [] ~/h
          KEDA, through its HPA             | horizontal | {metadata: {name: 'keda-hpa-s', uid: 'h', ownerReferences: [{kind: 'ScaledObject', name: 's', uid: 's'}]}, spec: {scaleTargetRef: REF}} | KEDA s scales CloneSet web [] ~/h
          KEDA                              | scaled     | {metadata: {name: 's', uid: 's'}, spec: {scaleTargetRef: REF}}                                | KEDA s scales CloneSet web [] ~/s
          KEDA without a kind               | scaled     | {metadata: {name: 's', uid: 's'}, spec: {scaleTargetRef: {name: 'web'}}}                      | KEDA s scales Deployment.apps web [] ~/s
          CronHPA                           | cron       | {metadata: {name: 'c', uid: 'c'}, spec: {scaleTargetRef: REF}}                                | CRON c scales CloneSet web [] ~/c
          the one that it was made from     | cron       | {metadata: {name: 'made', uid: 'made'}, spec: {scaleTargetRef: REF}}                          |
          a VPA                             | vertical   | {metadata: {name: 'v', uid: 'v'}, spec: {targetRef: REF}}                                     | VPA v scales CloneSet web [cpu, memory] ~/v
          a VPA of memory                   | vertical   | {metadata: {name: 'v', uid: 'v'}, spec: {targetRef: REF, resourcePolicy: {containerPolicies: [{controlledResources: ['memory']}]}}} | VPA v scales CloneSet web [memory] ~/v
          a VPA that only recommends        | vertical   | {metadata: {name: 'v', uid: 'v'}, spec: {targetRef: REF, updatePolicy: {updateMode: 'Off'}}}  |
          """)
  void rival(String what, String type, String document, String rival) {
    List<Json> one = List.of(json(document));
    assertThat(new Rivals(SELF, TARGET, scalers(type, one)).all())
        .as(what)
        .extracting(RivalsTest::text)
        .isEqualTo(rival == null ? List.of() : List.of(rival));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a CronHPA on the HPA of the workload | {metadata: {name: 'h', uid: 'h'}, spec: {scaleTargetRef: REF}} | CRON c scales CloneSet web [] ~/c
          a CronHPA on an HPA that is not there | {metadata: {name: 'other', uid: 'h'}, spec: {scaleTargetRef: REF}} | CRON c scales HorizontalPodAutoscaler h [] ~/c
          """)
  void throughAnHpa(String what, String hpa, String rival) {
    Json cron =
        json(
            "{metadata: {name: 'c', uid: 'c'}, spec: {scaleTargetRef: {apiVersion:"
                + " 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'h'}}}");
    Scalers scalers =
        new Scalers(List.of(), List.of(json(hpa)), List.of(), List.of(cron), List.of());
    assertThat(new Rivals(SELF, TARGET, scalers).all())
        .as(what)
        .extracting(RivalsTest::text)
        .hasSize(2)
        .contains(rival);
  }

  private static String text(Rival it) {
    return "%s %s scales %s %s %s"
        .formatted(it.kind(), it.name(), it.scales(), it.resources(), it.rank());
  }

  private static Scalers scalers(String type, List<Json> one) {
    return new Scalers(
        type.equals("timed") ? one : List.of(),
        type.equals("horizontal") ? one : List.of(),
        type.equals("scaled") ? one : List.of(),
        type.equals("cron") ? one : List.of(),
        type.equals("vertical") ? one : List.of());
  }

  private static Json json(String text) {
    return Specs.json(
        text.replace(
            "REF", "{apiVersion: 'apps.kruise.io/v1beta1', kind: 'CloneSet', name: 'web'}"));
  }
}
