package io.windlass.core.sidecarset.admission;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetFilling;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.2, 2.3, 2.5: what webhooks say to whole SidecarSets. */
class SidecarSetAdmissionTest {
  private static final String ALPHA = "apps.kruise.io/v1alpha1";
  private static final String BETA = "apps.kruise.io/v1beta1";

  /** A cluster with a base, a canary, revision log-1 and a list of allowed annotations. */
  record Cluster(Optional<String> allowedAnnotations, List<Violation> verdict, List<Json.Obj> asked)
      implements Neighbourhood {
    Cluster(Optional<String> allowedAnnotations, List<Violation> verdict) {
      this(allowedAnnotations, verdict, new ArrayList<>());
    }

    static final Cluster PLAIN =
        new Cluster(
            Optional.of(
                "{\"rules\":[{\"allowedAnnotationKeyExprs\":[\"^ok\"]},{\"selector\":{\"matchLabels\":{\"team\":\"t\"}},"
                    + "\"allowedAnnotationKeyExprs\":[\"^team/\"]}]}"),
            List.of());

    @Override
    public Optional<SidecarSetView> sidecarSet(String name) {
      return all().stream().filter(set -> set.name().equals(name)).findFirst();
    }

    @Override
    public Collection<SidecarSetView> near(Claims claims) {
      return all().stream().filter(other -> Claims.of(other.filled()).meet(claims)).toList();
    }

    private static List<SidecarSetView> all() {
      Json.Obj canary =
          json(
              "{'metadata':{'annotations':{'apps.kruise.io/sidecarset-canary':'true','apps.kruise.io/sidecarset-base':'base'}}}");
      return List.of(
          Sets.set("base", "{'containers':[{'name':'base','image':'b'}]}"),
          Sets.set("other", "{'containers':[{'name':'other','image':'b'}]}"),
          Sets.set("log", "{}"),
          Sets.stored(
              "canary",
              canary.with("spec", Sets.spec("{'containers':[{'name':'c','image':'b'}]}"))));
    }

    @Override
    public boolean hasRevision(String sidecarSet, Pinned pinned) {
      return pinned.revisionName().filter("log-1"::equals).isPresent();
    }

    @Override
    public List<Violation> dryRun(Json.Obj pod) {
      asked.add(pod);
      return verdict;
    }
  }

  private static Json.Obj log(String version, String edit) {
    Json.Obj plain =
        json("{'kind':'SidecarSet','metadata':{'name':'log'}}")
            .with("apiVersion", version)
            .with("spec", Sets.spec("{}"));
    return (Json.Obj) JsonMerge.apply(plain, json(edit));
  }

  private static AdmissionRequest request(Json.Obj object, Json.Obj before) {
    Operation operation = before.fields().isEmpty() ? Operation.CREATE : Operation.UPDATE;
    String version = object.text("apiVersion").orElse("");
    return new AdmissionRequest(
        "r", operation, version, new ObjectKey("", "log"), object, before, false);
  }

  private static String faults(Cluster cluster, Json.Obj object, Json.Obj before) {
    SidecarSetAdmission admission = new SidecarSetAdmission(Features.DEFAULT, cluster);
    return switch (admission.validate(request(object, before))) {
      case AdmissionAnswer.Allowed _ -> "";
      case AdmissionAnswer.Refused refused ->
          refused.causes().stream().map(Violation::field).collect(Collectors.joining(" "));
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a new SidecarSet                          | edit                                                                                                                        | faults at
          is sound                                  | {}                                                                                                                          |
          has a container of another one            | {'spec':{'containers':[{'name':'base','image':'b'}]}}                                                                       | spec.containers[0].name
          pins a revision that is there             | {'spec':{'injectionStrategy':{'revision':{'revisionName':'log-1'}}}}                                                        |
          pins one that is not                      | {'spec':{'injectionStrategy':{'revision':{'customVersion':'v1'}}}}                                                          | spec.injectionStrategy.revision
          2.5 patches what is allowed               | {'spec':{'patchPodMetadata':[{'annotations':{'ok/a':'1'}}]}}                                                                |
          2.5 patches something else, too           | {'spec':{'patchPodMetadata':[{'annotations':{'ok':'1'}},{'annotations':{'no':'1'}}]}}                                       | spec.patchPodMetadata[1].annotations[no]
          2.5 patches what is allowed to others     | {'spec':{'patchPodMetadata':[{'annotations':{'team/a':'1'}}]}}                                                              | spec.patchPodMetadata[0].annotations[team/a]
          2.5 patches what is allowed to its labels | {'metadata':{'labels':{'team':'t'}},'spec':{'patchPodMetadata':[{'annotations':{'team/a':'1'}}]}}                           |
          2.1.6 is a canary                         | {'metadata':{'annotations':{'apps.kruise.io/sidecarset-canary':'true','apps.kruise.io/sidecarset-base':'base'}},'spec':{'updateStrategy':{'type':'NotUpdate'}}} |
          2.1.6 is a canary that is rolled          | {'metadata':{'annotations':{'apps.kruise.io/sidecarset-canary':'true','apps.kruise.io/sidecarset-base':'base'}}}            | spec.updateStrategy.type
          2.1.6 is a canary of nothing              | {'metadata':{'annotations':{'apps.kruise.io/sidecarset-canary':'true','apps.kruise.io/sidecarset-base':'x'}},'spec':{'updateStrategy':{'type':'NotUpdate'}}} | metadata.annotations[apps.kruise.io/sidecarset-base]
          2.1.6 is a canary of a canary             | {'metadata':{'annotations':{'apps.kruise.io/sidecarset-canary':'true','apps.kruise.io/sidecarset-base':'canary'}},'spec':{'updateStrategy':{'type':'NotUpdate'}}} | metadata.annotations[apps.kruise.io/sidecarset-base]
          """)
  void creation(String what, String edit, String fields) {
    for (String version : List.of(ALPHA, BETA)) {
      assertThat(faults(Cluster.PLAIN, log(version, edit), Json.Obj.EMPTY))
          .isEqualTo(fields == null ? "" : fields);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          issue 937: an edit                               | edit                                                                                                                  | faults at
          changes an image                          | {'spec':{'containers':[{'name':'log','image':'log:2'}]}}                                                              |
          renames a container                       | {'spec':{'containers':[{'name':'logs','image':'log:1'}]}}                                                             | spec.containers[0].name
          adds a container                          | {'spec':{'containers':[{'name':'log','image':'log:1'},{'name':'b','image':'b'}]}}                                     | spec.containers[1].name
          removes the containers                    | {'spec':{'containers':null,'initContainers':[{'name':'i','image':'i'}]}}                                              |
          adds an init container                    | {'spec':{'initContainers':[{'name':'i','image':'i'}]}}                                                                |
          makes an upgrade hot                      | {'spec':{'containers':[{'name':'log','image':'log:1','upgradeStrategy':{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'e'}}]}} | spec.containers[0].upgradeStrategy.upgradeType
          says that it is cold, as it was           | {'spec':{'containers':[{'name':'log','image':'log:1','upgradeStrategy':{'upgradeType':'ColdUpgrade'}}]}}              |
          of a finalizer only                       | {'metadata':{'finalizers':['a/b']}}                                                                                   |
          """)
  void change(String what, String edit, String fields) {
    for (String version : List.of(ALPHA, BETA)) {
      assertThat(faults(Cluster.PLAIN, log(version, edit), log(version, "{}")))
          .isEqualTo(fields == null ? "" : fields);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a canary that stays one       | base  | base  |
          that gets another base        | base  | other | metadata.annotations[apps.kruise.io/sidecarset-base]
          that would be its own base    |       | log   | metadata.annotations[apps.kruise.io/sidecarset-base]
          """)
  void canaryAndBase(String what, String before, String base, String fields) {
    Json.Obj old = before == null ? Json.Obj.EMPTY : canary(before);
    Json.Obj now =
        (Json.Obj) JsonMerge.apply(canary(base), json("{'metadata':{'labels':{'a':'b'}}}"));
    assertThat(faults(Cluster.PLAIN, now, old)).isEqualTo(fields == null ? "" : fields);
  }

  private static Json.Obj canary(String base) {
    return log(
        BETA,
        "{'metadata':{'annotations':{'apps.kruise.io/sidecarset-canary':'true','apps.kruise.io/sidecarset-base':'%s'}},'spec':{'containers':[{'name':'own','image':'b'}],'updateStrategy':{'type':'NotUpdate'}}}"
            .formatted(base));
  }

  @ParameterizedTest(name = "the list of allowed annotations is {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      textBlock =
          """
          none                                             | false | spec.patchPodMetadata
          none                                             | true  |
          {"rules":[]}                                     | true  |
          {"rules":[{"allowedAnnotationKeyExprs":["k"]}]}  | false |
          {"rules":[{"allowedAnnotationKeyExprs":["("]}]}  | true  | spec.patchPodMetadata
          {"rules":                                        | true  | spec.patchPodMetadata
          """)
  void whitelist(String list, boolean gate, String field) {
    MetadataWhitelist whitelist = new MetadataWhitelist(Optional.ofNullable(list), gate);
    List<Json> patches = json("{'p':[{'annotations':{'key':'1'}}]}").items("p");
    assertThat(
            whitelist.violations(Map.of(), patches).stream()
                .map(Violation::field)
                .collect(Collectors.joining()))
        .isEqualTo(field == null ? "" : field);
    assertThat(whitelist.violations(Map.of(), List.of())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.3: the server is asked about a pod with | edit                                                                                                   | containers                       | init containers
          the containers as they will be there      | {'containers':[{'name':'log','image':'log:1','podInjectPolicy':'AfterAppContainer','transferEnv':[]}]} | [{"image":"log:1","name":"log"}] | []
          one of an app if there are none           | {'containers':null,'initContainers':[{'name':'i','image':'i'}]}                                        | [{"image":"app","name":"app"}]   | [{"image":"i","name":"i"}]
          """)
  void probe(String what, String edit, String containers, String init) {
    Cluster cluster = new Cluster(Optional.empty(), List.of());
    Json.Obj plain = log(BETA, "{}");
    assertThat(faults(cluster, plain.with("spec", Sets.spec(edit)), Json.Obj.EMPTY)).isEmpty();
    Json.Obj spec = cluster.asked().getFirst().object("spec");
    assertThat(spec.get("containers").map(JsonText::canonical)).contains(containers);
    assertThat(spec.get("initContainers").map(JsonText::canonical)).contains(init);
  }

  @Test
  void whatIsDeletedOrOnItsWayOutIsNeverRefused() {
    AdmissionRequest asked = request(log(BETA, "{'spec':{'selector':null}}"), log(BETA, "{}"));
    SidecarSetAdmission admission = new SidecarSetAdmission(Features.DEFAULT, Cluster.PLAIN);
    assertThat(admission.validate(asked)).isInstanceOf(AdmissionAnswer.Refused.class);
    AdmissionRequest leaves =
        request(
            log(BETA, "{'metadata':{'deletionTimestamp':'t'},'spec':{'selector':null}}"),
            log(BETA, "{}"));
    assertThat(admission.validate(leaves)).isEqualTo(AdmissionAnswer.ALLOWED);
    assertThat(admission.mutate(leaves)).isEqualTo(AdmissionAnswer.ALLOWED);
  }

  @Test
  void theServersWordIsToldWhereTheFieldIs() {
    Cluster strict =
        new Cluster(Optional.empty(), List.of(new Violation("spec.containers[0].ports", "no")));
    assertThat(faults(strict, log(BETA, "{}"), Json.Obj.EMPTY))
        .isEqualTo("spec.containers[0].ports");
  }

  @Test
  void faultsAreToldInTheUsersVersion() {
    String edit = "{'spec':{'namespaceSelector':{}}}";
    assertThat(faults(Cluster.PLAIN, log(BETA, edit), Json.Obj.EMPTY))
        .isEqualTo("spec.namespaceSelector");
    String unlabelled = "{'spec':{'customVersion':'v 1'}}";
    assertThat(faults(Cluster.PLAIN, log(BETA, unlabelled), Json.Obj.EMPTY))
        .isEqualTo("spec.customVersion");
    String nowhere = "{'spec':{'namespace':'a b'}}";
    assertThat(faults(Cluster.PLAIN, log(ALPHA, nowhere), Json.Obj.EMPTY))
        .isEqualTo("spec.namespace");
    assertThat(faults(Cluster.PLAIN, log("apps.kruise.io/v1", "{}"), Json.Obj.EMPTY)).isEmpty();
  }

  @Test
  void defaultsAndHashesAreWrittenOnce() {
    SidecarSetAdmission admission = new SidecarSetAdmission(Features.DEFAULT, Cluster.PLAIN);
    for (String version : List.of(ALPHA, BETA)) {
      AdmissionAnswer answer = admission.mutate(request(log(version, "{}"), Json.Obj.EMPTY));
      assertThat(answer)
          .isInstanceOfSatisfying(
              AdmissionAnswer.Allowed.class,
              allowed -> assertThat(allowed.patch().toString()).contains(SidecarSetKeys.HASH));
      Json.Obj stored = SidecarSetFilling.fill(log(version, "{}"), Optional.empty());
      assertThat(admission.mutate(request(stored, stored))).isEqualTo(AdmissionAnswer.ALLOWED);
    }
  }
}
