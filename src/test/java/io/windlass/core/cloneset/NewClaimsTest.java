package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.model.Violation;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewClaimsTest {
  private static final CloneSets TWO =
      CloneSets.sound()
          .replicas(1)
          .spec(
              """
              {'scaleStrategy': {'disablePVCReuse': false},
               'volumeClaimTemplates': [
                {'metadata': {'name': 'logs'}, 'spec': {'accessModes': ['ReadWriteOnce'],
                 'resources': {'requests': {'storage': '1Gi'}}}},
                {'metadata': {'name': 'data'}, 'spec': {'accessModes': ['ReadWriteOnce'],
                 'resources': {'requests': {'storage': '2Gi'}}}}]}
              """);
  private static final RevisionView NEW = CloneSets.revision(TWO.view(), "demo-new", 2);

  private static ClaimView claim(String template, String id) {
    return new ClaimView(
        new ObjectMeta(
            new ObjectKey(CloneSets.NAMESPACE, template + "-demo-" + id),
            "uid-" + template,
            1,
            0,
            Map.of("apps.kruise.io/cloneset-instance-id", id),
            Map.of(),
            Optional.empty(),
            Pods.BIRTH,
            Optional.empty(),
            List.of()));
  }

  private static List<String> creates(Plan plan) {
    return plan.actions().stream()
        .filter(Action.Create.class::isInstance)
        .map(action -> action.target().key().name().replaceAll("demo-.*", "demo"))
        .toList();
  }

  @Test
  void claimsAndVolumesComeInTheOrderOfTheTemplates() {
    Plan plan = CloneSetPlanner.plan(CloneSets.snapshot(TWO.view(), List.of(), NEW));
    assertThat(creates(plan)).containsExactly("logs-demo", "data-demo", "demo");
    Action.Create pod = (Action.Create) plan.actions().get(2);
    assertThat(pod.object().items("spec", "volumes"))
        .extracting(volume -> volume.text("name").orElse(""))
        .containsExactly("logs", "data");
  }

  @Test
  void aClaimOfTheIdThatIsThereIsTakenAsItIs() {
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(TWO.view(), List.of(), NEW).with(List.of(claim("logs", "a"))));
    assertThat(creates(plan)).containsExactly("data-demo", "demo");
    assertThat(plan.actions().getFirst().target().key().name()).isEqualTo("data-demo-a");
  }

  @Test
  void theServerIsAskedAboutAPodWithItsClaims() {
    AtomicReference<Json.Obj> asked = new AtomicReference<>(Json.Obj.EMPTY);
    Surroundings server =
        new Surroundings() {
          @Override
          public Found pod(ObjectKey key) {
            return new Found.Missing();
          }

          @Override
          public List<Violation> dryRun(String namespace, Json.Obj pod) {
            asked.set(pod);
            return List.of();
          }
        };
    Json.Obj shop =
        AdmissionCases.shop(AdmissionCases.ALPHA, "{}")
            .with("spec", TWO.view().spec())
            .with("apiVersion", AdmissionCases.ALPHA);
    new CloneSetAdmission(Features.DEFAULT, server).validate(AdmissionCases.creation(shop));
    assertThat(asked.get().items("spec", "volumes"))
        .extracting(volume -> volume.text("persistentVolumeClaim", "claimName").orElse(""))
        .containsExactly("logs", "data");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a claim that cannot be         | pod     | is told as
          deleted                        | gone    | FailedDelete
          given to the pod that goes     | leaving | FailedUpdate
          """)
  void aCleanUpThatIsRefusedIsAWarning(String what, String pod, String reason) {
    CloneSets cloneSet = CloneSets.sound().replicas(0);
    cloneSet.spec("{'scaleStrategy': {'disablePVCReuse': true}}");
    var leaving = Pods.serving("demo-a").revision("demo-new").terminating().view();
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(
                    cloneSet.view(),
                    pod.equals("gone") ? List.of() : List.of(leaving),
                    CloneSets.revision(cloneSet.view(), "demo-new", 1))
                .with(List.of(claim("logs", "a"))));
    Action write =
        plan.actions().stream()
            .filter(action -> action.target().kind().equals(ResourceKind.CLAIM))
            .findFirst()
            .orElseThrow();
    assertThat(CloneSetEvents.refused(cloneSet.view(), plan, write, "no"))
        .as(what)
        .map(Action.Announce::reason)
        .contains(reason);
  }
}
