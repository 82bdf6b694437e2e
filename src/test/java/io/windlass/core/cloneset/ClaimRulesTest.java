package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of claims in one plan. */
class ClaimRulesTest {
  private static final CloneSets SPEC =
      CloneSets.sound()
          .spec(
              """
              {'volumeClaimTemplates': [
                {'metadata': {'name': 'data', 'labels': {'disk': 'fast'}},
                 'spec': {'accessModes': ['ReadWriteOnce'],
                          'resources': {'requests': {'storage': '1Gi'}}}}]}
              """)
          .status("{'currentRevision': 'demo-new', 'updateRevision': 'demo-new'}");
  private static final RevisionView NEW = CloneSets.revision(SPEC.view(), "demo-new", 2);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rule                                                        | disablePVCReuse | replicas | pods   | claims | deleted | writes
          a missing pod gets its claim first                          | false           | 1        |        |        |         | +claim ? +pod ?
          a missing pod takes over a claim that is free               | false           | 1        |        | a      |         | +pod a
          ids of free claims are used in ascending order, then others | false           | 3        | a      | a c    |         | +pod c +claim ? +pod ?
          a claim that is being deleted is no claim (OpenKruise 0.6)  | false           | 1        |        | at     |         | +claim ? +pod ?
          a claim waits for its pod while that is being deleted       | false           | 2        | a bt   | a b    |         |
          what is missing beside is not held up by that               | false           | 3        | a bt   | a b    |         | +claim ? +pod ?
          a failed pod keeps its id and its claim                     | false           | 1        | bf     | b      |         | +claim ? +pod ?
          without reuse a free claim is deleted                       | true            | 1        | a      | a c    |         | -claim c
          without reuse a claim goes with the pod that is going       | true            | 1        | a bt   | a b    |         | claim b to pod b
          without reuse it goes with the pod that failed              | true            | 1        | a bf   | a b    |         | claim b to pod b
          without reuse the next pod has a claim of its own           | true            | 2        | a bt   | a b    |         | +claim ? +pod ? claim b to pod b
          without reuse a claim in use stays (#1113)                  | true            | 2        | a b    | a b    |         |
          a pod that is too many goes with its claim                  | false           | 1        | a b-   | a b    |         | -pod b -claim b
          a pod without an id takes no claim with it                  | false           | 0        | x      | a      |         | -pod x
          a claim that survived the deletion of its pod goes          | false           | 1        | a      | a b    | b       | -claim b
          """,
      useHeadersInDisplayName = true)
  void planned(
      String rule,
      boolean disableReuse,
      int replicas,
      String pods,
      String claims,
      String deleted,
      String writes) {
    CloneSets cloneSet =
        CloneSets.sound()
            .spec("{'scaleStrategy': {'disablePVCReuse': %s}}".formatted(disableReuse))
            .replicas(replicas)
            .status(SPEC.view().status());
    cloneSet.spec(claimTemplates());
    Plan plan =
        plan(cloneSet, words(pods).stream().map(ClaimRulesTest::pod).toList(), claims, deleted);
    assertThat(writesOf(plan)).isEqualTo(Optional.ofNullable(writes).orElse(""));
  }

  private static String claimTemplates() {
    return JsonText.canonical(
        Json.Obj.EMPTY.with(
            "volumeClaimTemplates", Json.of(SPEC.view().spec().items("volumeClaimTemplates"))));
  }

  @Test
  void aClaimThatIsRefusedIsAFailedScaleInTheServersWords() {
    CloneSets cloneSet =
        CloneSets.sound().replicas(1).status(SPEC.view().status()).spec(claimTemplates());
    CloneSetSnapshot snapshot = CloneSets.snapshot(cloneSet.view(), List.of(), NEW);
    Plan plan = CloneSetPlanner.plan(snapshot);
    PlanResults results =
        new PlanResults(
            List.of(),
            List.of(
                new PlanResults.Refused(
                    plan.actions().getFirst(), "Forbidden", "exceeded quota: disks")));
    RecentOutcomes after = RecentOutcomes.after(snapshot, plan, results);
    assertThat(after.scale().orElseThrow().message()).isEqualTo("exceeded quota: disks");
    assertThat(after.holdsCreates(snapshot.now())).isTrue();
    assertThat(
            CloneSetEvents.refused(
                cloneSet.view(), plan, plan.actions().getFirst(), "exceeded quota: disks"))
        .map(Action.Announce::reason)
        .contains("FailedCreate");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          an image and other claims, e2e 19           | true  | InPlaceIfPossible | 1 | -pod a
          an image, the claims stay                   | true  | InPlaceIfPossible | 2 | pod a
          without the gate claims do not count        | false | InPlaceIfPossible | 1 | pod a
          only in place, whatever the claims          | true  | InPlaceOnly       | 1 | pod a
          claims of a release that noted none         | true  | InPlaceIfPossible |   | pod a
          """)
  void issue1561OtherClaimsNeedANewPod(
      String rule, boolean gate, String type, String oldHash, String write) {
    CloneSets old = CloneSets.sound().spec(claimTemplates());
    CloneSets cloneSet =
        CloneSets.sound().replicas(1).type(type).image("app:2").spec(claimTemplates());
    Features features =
        gate ? Features.DEFAULT.with(Feature.RECREATE_ON_CLAIM_CHANGE) : Features.DEFAULT;
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(
                    cloneSet.view(),
                    List.of(Pods.serving("demo-a").revision("demo-old").view()),
                    noting(CloneSets.revision(old.view(), "demo-old", 1), oldHash),
                    noting(CloneSets.revision(cloneSet.view(), "demo-new", 2), "2"))
                .with(features));
    assertThat(plan.actions())
        .filteredOn(action -> !(action instanceof Action.Announce))
        .last()
        .extracting(action -> action instanceof Action.Delete ? "-pod a" : "pod a")
        .isEqualTo(write);
  }

  private static RevisionView noting(RevisionView revision, @Nullable String hash) {
    ObjectMeta m = revision.meta();
    Map<String, String> annotations =
        hash == null ? Map.of() : Map.of("kruise.io/cloneset-volumeclaimtemplate-hash", hash);
    return new RevisionView(
        new ObjectMeta(
            m.key(),
            m.uid(),
            m.version(),
            m.generation(),
            m.labels(),
            annotations,
            m.controller(),
            m.createdAt(),
            m.deletedAt(),
            m.finalizers()),
        revision.number(),
        revision.data());
  }

  @Test
  void aNewPodHasEachClaimAsTheVolumeOfItsName() {
    CloneSets cloneSet =
        SPEC.spec("{'template': {'spec': {'volumes': [{'name': 'tmp'}, {'name': 'data'}]}}}");
    RevisionView revision = CloneSets.revision(cloneSet.view(), "demo-new", 2);
    Plan plan =
        CloneSetPlanner.plan(CloneSets.snapshot(cloneSet.replicas(1).view(), List.of(), revision));
    Action.Create claim = (Action.Create) plan.actions().getFirst();
    Action.Create pod = (Action.Create) plan.actions().get(1);
    String id = pod.target().key().name().substring("demo-".length());

    assertThat(claim.target().key().name()).isEqualTo("data-demo-" + id);
    assertThat(claim.chain()).as("a claim that is refused stops its pod").isEqualTo(pod.target());
    assertThat(claim.object().object("metadata", "labels").fields())
        .containsEntry("app", Json.of("demo"))
        .containsEntry("disk", Json.of("fast"))
        .containsEntry("apps.kruise.io/cloneset-instance-id", Json.of(id));
    assertThat(claim.object().items("metadata", "ownerReferences"))
        .containsExactly(PodBlueprint.ownerReference(cloneSet.view()));
    assertThat(pod.object().items("spec", "volumes"))
        .extracting(volume -> volume.text("name").orElse(""))
        .as("claims in front, and instead of a volume of their name")
        .containsExactly("data", "tmp");
    assertThat(pod.object().items("spec", "volumes").getFirst())
        .matches(v -> v.text("persistentVolumeClaim", "claimName").orElse("").endsWith(id));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a claim needs a name      | {'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}                                     | spec.volumeClaimTemplates[0].metadata.name
          and one that a volume may have | {'metadata': {'name': 'A'}, 'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}     | spec.volumeClaimTemplates[0].metadata.name
          and a way to use it       | {'metadata': {'name': 'a'}, 'spec': {'resources': {'requests': {'storage': '1Gi'}}}}                                            | spec.volumeClaimTemplates[0].spec.accessModes
          and a size                | {'metadata': {'name': 'a'}, 'spec': {'accessModes': ['ReadWriteOnce']}}                                                         | spec.volumeClaimTemplates[0].spec.resources.requests.storage
          """)
  void faults(String rule, String template, String field) {
    CloneSets cloneSet = CloneSets.sound().spec("{'volumeClaimTemplates': [" + template + "]}");
    assertThat(CloneSetValidator.violations(cloneSet.view()))
        .singleElement()
        .matches(violation -> violation.toString().startsWith(field));
  }

  private static List<String> words(String words) {
    return words == null ? List.of() : Arrays.asList(words.split(" ", -1));
  }

  private static Plan plan(CloneSets cloneSet, List<PodView> pods, String claims, String deleted) {
    RecentOutcomes outcomes =
        new RecentOutcomes(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Set.of(),
            Set.copyOf(words(deleted)),
            Set.of());
    return CloneSetPlanner.plan(
        new CloneSetSnapshot(
                cloneSet.view(), pods, List.of(NEW), outcomes, Pods.BIRTH.plusSeconds(60))
            .with(words(claims).stream().map(ClaimRulesTest::claim).toList()));
  }

  /** The id, then t for terminating, f for failed, - for down; x has no id. */
  private static PodView pod(String word) {
    Pods pod = Pods.serving("demo-" + word.charAt(0)).revision("demo-new");
    if (word.equals("x")) {
      pod.withoutLabel("apps.kruise.io/cloneset-instance-id");
    }
    return switch (word.substring(1)) {
      case "t" -> pod.terminating().view();
      case "f" -> pod.phase(PodView.Phase.FAILED).view();
      case "-" -> pod.notReady().view();
      default -> pod.view();
    };
  }

  private static ClaimView claim(String word) {
    String id = word.substring(0, 1);
    Optional<Instant> deletedAt = word.endsWith("t") ? Optional.of(Pods.BIRTH) : Optional.empty();
    return new ClaimView(
        new ObjectMeta(
            new ObjectKey(CloneSets.NAMESPACE, "data-demo-" + id),
            "uid-claim-" + id,
            1,
            0,
            Map.of("apps.kruise.io/cloneset-instance-id", id),
            Map.of(),
            Optional.of(
                new ObjectMeta.OwnerReference(
                    "apps.kruise.io/v1alpha1", "CloneSet", CloneSets.NAME, CloneSets.UID)),
            Pods.BIRTH,
            deletedAt,
            List.of("kubernetes.io/pvc-protection")));
  }

  private static String writesOf(Plan plan) {
    return plan.actions().stream()
        .filter(action -> !(action instanceof Action.Announce))
        .map(ClaimRulesTest::word)
        .collect(Collectors.joining(" "));
  }

  private static String word(Action action) {
    String kind = action.target().kind().equals(ResourceKind.CLAIM) ? "claim " : "pod ";
    String name = action.target().key().name();
    String id = name.substring(name.lastIndexOf('-') + 1);
    return switch (action) {
      case Action.Create _ -> "+" + kind + (id.length() == 1 ? id : "?");
      case Action.Delete _ -> "-" + kind + id;
      case Action.Patch patch -> kind + id + " to pod " + newOwner(patch);
      case Action.Apply _, Action.Announce _ -> "other";
    };
  }

  private static String newOwner(Action.Patch patch) {
    Json owner = patch.body().items("metadata", "ownerReferences").get(1);
    assertThat(owner.bool("controller")).isEmpty();
    return owner.text("name").orElse("").substring("demo-".length());
  }
}
