package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ServiceAccounts: their tokens, and the pods that run under them. */
@ExtendWith(SharedCluster.class)
final class AccountsIT {
  private static final String SELF = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
  private static final String REVIEW = "/apis/authentication.k8s.io/v1/tokenreviews";

  private final TestCluster cluster;

  AccountsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void anAccount() {
    Contract.send(
        cluster,
        "POST /api/v1/namespaces/{ns}/serviceaccounts",
        "{'metadata':{'name':'quiet'},'automountServiceAccountToken':false,'imagePullSecrets':[{'name':'r'}]}");
  }

  private Answer request(String account, String spec) {
    return Contract.send(
        cluster,
        "POST /api/v1/namespaces/{ns}/serviceaccounts/" + account + "/token",
        "{'spec':" + spec + "}");
  }

  private Answer review(String token, String audiences) {
    String body = "{\"spec\":{\"token\":\"%s\",\"audiences\":%s}}".formatted(token, audiences);
    return cluster.http().post(REVIEW, body.replace('\'', '"'));
  }

  @Test
  void aTokenSpeaksForItsAccount() {
    Answer answer = cluster.account("quiet").post(SELF, "{}");
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
    assertThat(answer.text("status", "userInfo", "username"))
        .isEqualTo("system:serviceaccount:" + cluster.namespace() + ":quiet");
    assertThat(Contract.at(answer, "/status/userInfo/groups"))
        .isEqualTo(
            "['system:serviceaccounts','system:serviceaccounts:%s','system:authenticated']"
                .formatted(cluster.namespace()));
    assertThat(Contract.at(answer, "/status/userInfo/extra")).contains("credential-id':['JTI=");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          too short a life       | quiet | {'expirationSeconds':599} | 422 | TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes
          an account not there   | nobody | {}                       | 404 | serviceaccounts "nobody" not found
          a pod not there        | quiet | {'boundObjectRef':{'kind':'Pod','apiVersion':'v1','name':'p'}} | 404 | pods "p" not found
          another kind           | quiet | {'boundObjectRef':{'kind':'Foo','apiVersion':'a/v1'}} | 400 | cannot bind token to object of type a/v1, Kind=Foo
          """)
  void badRequestsForTokensAreRefused(
      String rule, String account, String spec, int code, String message) {
    Answer answer = request(account, spec);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text("message")).isEqualTo(message);
  }

  @Test
  void aTokenHoldsForItsAudiencesOnly() {
    Answer issued = request("quiet", "{'audiences':['a','b'],'expirationSeconds':601}");
    assertThat(Contract.at(issued, "/spec"))
        .isEqualTo("{'audiences':['a','b'],'expirationSeconds':601,'boundObjectRef':null}");
    String token = issued.text("status", "token");
    assertThat(Contract.at(review(token, "['b','c']"), "/status/audiences")).isEqualTo("['b']");
    assertThat(cluster.bearer(token).get("/api/v1/pods").code()).isIn(401, 403);
    assertThat(review(token, "['c']").text("status", "user", "username"))
        .doesNotContain("serviceaccount");
  }

  @Test
  void aTokenEndsWithWhatItIsBoundTo() {
    Contract.send(cluster, "POST /api/v1/namespaces/{ns}/secrets", "{'metadata':{'name':'tie'}}");
    String ref = "{'boundObjectRef':{'kind':'Secret','apiVersion':'v1','name':'tie'}}";
    String token = request("quiet", ref).text("status", "token");
    cluster.eventually(() -> cluster.bearer(token).post(SELF, "{}").code() == 201);
    cluster.http().delete(cluster.core("secrets/tie"), "{}");
    cluster.eventually(() -> cluster.bearer(token).post(SELF, "{}").code() != 201);
  }

  @Test
  void withoutCredentialsOnlyHealthAndVersionAreOpen() {
    assumeTrue(cluster.isEmbedded(), "refcluster takes everybody for system:anonymous");
    Http nobody = Http.withoutCertificate(cluster.kubeconfig());
    assertThat(nobody.get("/version").code()).isEqualTo(200);
    assertThat(nobody.get("/readyz").code()).isEqualTo(200);
    Answer refused = nobody.get("/api/v1/pods");
    assertThat(refused.code()).isEqualTo(401);
    assertThat(refused.body())
        .hasToString(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}");
    assertThat(cluster.bearer("not.a.token").get("/version").code()).isEqualTo(401);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the account's wish               | quiet | ''                                    | ''
          the pod's wish goes first        | quiet | 'automountServiceAccountToken':true,  | kube-api-access-
          the default account has a token  | default | ''                                  | kube-api-access-
          """)
  void aPodHasATokenUnlessUnwanted(String rule, String account, String more, String volume) {
    String pod =
        "{'metadata':{'name':'p'},'spec':{%s'serviceAccountName':'%s','containers':[{'name':'a','image':'b'}]}}"
            .formatted(more, account);
    Answer answer = Contract.send(cluster, "POST /api/v1/namespaces/{ns}/pods?dryRun=All", pod);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
    assertThat(Contract.at(answer, "/spec/volumes/0/name")).startsWith(volume);
    assertThat(Contract.at(answer, "/spec/volumes")).matches(v -> volume.isEmpty() == v.isEmpty());
    assertThat(Contract.at(answer, "/spec/imagePullSecrets"))
        .isEqualTo(account.equals("quiet") ? "[{'name':'r'}]" : "");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          by name            | 'name':'p'          | pods "p" is forbidden: error looking up service account {ns}/gone: serviceaccount "gone" not found
          by generated name  | 'generateName':'p-' | pods "p-" is forbidden: error looking up service account {ns}/gone: serviceaccount "gone" not found
          """)
  void aPodWithoutItsAccountIsRefused(String rule, String metadata, String message) {
    String pod =
        "{'metadata':{%s},'spec':{'serviceAccountName':'gone','containers':[{'name':'a','image':'b'}]}}"
            .formatted(metadata);
    Answer answer = Contract.send(cluster, "POST /api/v1/namespaces/{ns}/pods", pod);
    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.text("message")).isEqualTo(message.replace("{ns}", cluster.namespace()));
  }
}
