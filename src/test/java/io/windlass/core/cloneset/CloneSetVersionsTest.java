package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Violation;
import io.windlass.core.version.TwoVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a CloneSet of one version is in the other; each row is read in both directions. */
class CloneSetVersionsTest {
  private static final TwoVersions VERSIONS = CloneSetVersions.ALL;
  private static final String L = CloneSetVersions.EXCLUDE_PREPARING_DELETE;
  private static final String A = "apps.kruise.io/image-predownload-";

  private static Json.Obj object(String version, String text) {
    String json = text.replace('\'', '"').replace("LABEL", L).replace("NOTE", A);
    Json.Obj parts = (Json.Obj) JsonText.parse(json);
    Json.Obj metadata = parts.object("metadata").with("name", "shop");
    return parts
        .with("apiVersion", version)
        .with("kind", "CloneSet")
        .with("metadata", metadata)
        .with("spec", parts.object("spec"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what is said          | in v1alpha1                                                                                   | in v1beta1
          how pods are updated  | {'spec':{'scaleStrategy':{'disablePVCReuse':false},'updateStrategy':{'type':'InPlaceOnly'}}}   | {'spec':{'scaleStrategy':{'enablePVCReuse':true},'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'podUpdatePolicy':'InPlaceOnly'}}}}
          that they are not     | {'spec':{'scaleStrategy':{'disablePVCReuse':false},'updateStrategy':{'type':'OnDelete'}}}      | {'spec':{'scaleStrategy':{'enablePVCReuse':true},'updateStrategy':{'type':'OnDelete'}}}
          how fast              | {'spec':{'scaleStrategy':{'disablePVCReuse':false},'updateStrategy':{'type':'ReCreate','partition':1,'maxSurge':'5%','maxUnavailable':2,'paused':true}}} | {'spec':{'scaleStrategy':{'enablePVCReuse':true},'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'podUpdatePolicy':'ReCreate','partition':1,'maxSurge':'5%','maxUnavailable':2,'paused':true}}}}
          in which order        | {'spec':{'scaleStrategy':{'disablePVCReuse':false},'updateStrategy':{'type':'ReCreate','scatterStrategy':[{'key':'a','value':''}],'priorityStrategy':{'orderPriority':[]}}}} | {'spec':{'scaleStrategy':{'enablePVCReuse':true},'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'podUpdatePolicy':'ReCreate','scatterStrategy':[{'key':'a','value':''}],'priorityStrategy':{'orderPriority':[]}}}}}
          no reuse of claims    | {'spec':{'scaleStrategy':{'disablePVCReuse':true}}}                                            | {'spec':{'scaleStrategy':{'enablePVCReuse':false}}}
          leavers do not count  | {'metadata':{'labels':{'LABEL':'true'}},'spec':{'scaleStrategy':{'disablePVCReuse':true}}}     | {'spec':{'scaleStrategy':{'enablePVCReuse':false,'excludePreparingDelete':true}}}
          they do, in words     | {'metadata':{'labels':{'LABEL':'no'}},'spec':{'scaleStrategy':{'disablePVCReuse':true}}}       | {'metadata':{'labels':{'LABEL':'no'}},'spec':{'scaleStrategy':{'enablePVCReuse':false}}}
          images ahead          | {'metadata':{'annotations':{'NOTEparallelism':'4','NOTEtimeout-seconds':'9','NOTEmin-updated-ready-pods':'3'}},'spec':{'scaleStrategy':{'disablePVCReuse':true},'updateStrategy':{'type':'InPlaceOnly'}}} | {'spec':{'scaleStrategy':{'enablePVCReuse':false},'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'podUpdatePolicy':'InPlaceOnly','inPlaceUpdateStrategy':{'imagePreDownloadParallelism':4,'imagePreDownloadTimeoutSeconds':9,'imagePreDownloadMinUpdatedReadyPods':3}}}}}
          a share of the pods   | {'metadata':{'annotations':{'NOTEmin-updated-ready-pods':'5%'}},'spec':{'scaleStrategy':{'disablePVCReuse':true}}} | {'metadata':{'annotations':{'NOTEmin-updated-ready-pods':'5%'}},'spec':{'scaleStrategy':{'enablePVCReuse':false}}}
          """)
  void bothSayTheSame(String what, String alpha, String beta) {
    Json.Obj older = object(VERSIONS.older(), alpha);
    Json.Obj hub = object(VERSIONS.hub(), beta);

    assertThat(VERSIONS.toHub(older)).as("%s, to the hub", what).isEqualTo(hub);
    assertThat(VERSIONS.toOlder(hub)).as("%s, from the hub", what).isEqualTo(older);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what v1alpha1 cannot say     | in v1beta1
          false and nothing differ     | {'spec':{'scaleStrategy':{'excludePreparingDelete':false}}}
          a policy that waits          | {'spec':{'updateStrategy':{'type':'OnDelete','rollingUpdate':{'podUpdatePolicy':'InPlaceOnly'}}}}
          an empty rolling update      | {'spec':{'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{}}}}
          a type that is not written   | {'spec':{'updateStrategy':{'rollingUpdate':{'partition':1}}}}
          an empty type                | {'spec':{'updateStrategy':{'type':''}}}
          a number that is a text      | {'spec':{'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'podUpdatePolicy':'ReCreate','inPlaceUpdateStrategy':{'imagePreDownloadParallelism':'5'}}}}}
          a label that says nothing    | {'metadata':{'labels':{'LABEL':'true'}}}
          an annotation that is a field | {'metadata':{'annotations':{'NOTEtimeout-seconds':'9'}}}
          """)
  void nothingIsLost(String what, String beta) {
    Json.Obj hub = object(VERSIONS.hub(), beta);

    Json.Obj older = VERSIONS.toOlder(hub);

    assertThat(older.text("metadata", "annotations", "windlass.io/only-in-v1beta1")).isPresent();
    assertThat(VERSIONS.toHub(older)).as(what).isEqualTo(hub);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what somebody edits in v1alpha1 | type     | policy afterwards
          nothing                         | OnDelete | InPlaceOnly
          the type                        | ReCreate | ReCreate
          """)
  void anEditIsWorthMoreThanWhatWasKept(String what, String type, String policy) {
    Json.Obj hub =
        object(
            VERSIONS.hub(),
            "{'spec':{'updateStrategy':{'type':'OnDelete','rollingUpdate':{'podUpdatePolicy':'InPlaceOnly'}}}}");
    Json.Obj older = VERSIONS.toOlder(hub);
    Json.Obj spec = older.object("spec");
    Json.Obj edited =
        older.with(
            "spec", spec.with("updateStrategy", spec.object("updateStrategy").with("type", type)));

    assertThat(
            VERSIONS
                .toHub(edited)
                .text("spec", "updateStrategy", "rollingUpdate", "podUpdatePolicy"))
        .as(what)
        .contains(policy);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          the field of v1alpha1                  | is told in v1beta1 as
          spec.updateStrategy.type               | spec.updateStrategy.rollingUpdate.podUpdatePolicy
          spec.updateStrategy.maxSurge           | spec.updateStrategy.rollingUpdate.maxSurge
          spec.updateStrategy.scatterStrategy[1].key | spec.updateStrategy.rollingUpdate.scatterStrategy[1].key
          spec.scaleStrategy.disablePVCReuse     | spec.scaleStrategy.enablePVCReuse
          spec.updateStrategy.pausedness         | spec.updateStrategy.pausedness
          spec.template.spec.containers[0].image | spec.template.spec.containers[0].image
          """)
  void faultsAreToldInTheWordsOfTheUser(String alpha, String beta) {
    List<Violation> found = List.of(new Violation(alpha, "is wrong"));

    assertThat(VERSIONS.inWordsOf(VERSIONS.hub(), found))
        .containsExactly(new Violation(beta, "is wrong"));
    assertThat(VERSIONS.inWordsOf(VERSIONS.older(), found)).isEqualTo(found);
  }
}
