package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what: refusals in the words of the API server, and what roles change. */
@ExtendWith(SharedCluster.class)
final class AccessIT {
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";

  private final TestCluster cluster;

  AccessIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** Reads in the test's namespace are open to the group {@code readers}, by a role. */
  @BeforeEach
  void aRole() {
    String roles = RBAC + "namespaces/{ns}/roles";
    Contract.send(
        cluster,
        "POST " + roles,
        """
        {'metadata':{'name':'reader'},'rules':[
          {'verbs':['get','list','watch'],'apiGroups':[''],'resources':['configmaps','pods/log']},
          {'verbs':['get'],'apiGroups':[''],'resources':['secrets'],'resourceNames':['one']}]}
        """);
    bind("readers", "Group", "readers-{ns}");
    cluster.eventually(
        () -> as("r", "readers-{ns}", "GET", "/api/v1/namespaces/{ns}/configmaps").code() == 200);
  }

  private void bind(String name, String kind, String subject) {
    String body =
        """
        {'metadata':{'name':'%s'},
         'roleRef':{'apiGroup':'rbac.authorization.k8s.io','kind':'Role','name':'reader'},
         'subjects':[{'apiGroup':'rbac.authorization.k8s.io','kind':'%s','name':'%s'}]}
        """
            .formatted(name, kind, subject);
    Contract.send(cluster, "POST " + RBAC + "namespaces/{ns}/rolebindings", body);
  }

  private Answer as(String user, String group, String method, String path) {
    return cluster
        .http()
        .as(user, group.replace("{ns}", cluster.namespace()))
        .send(
            method,
            path.replace("{ns}", cluster.namespace()),
            method.equals("GET") ? "" : Http.JSON,
            "*/*",
            "{}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a list in a namespace       | GET    | /api/v1/namespaces/{ns}/pods              | pods is forbidden: User "x" cannot list resource "pods" in API group "" in the namespace "{ns}"
          a list at the cluster scope | GET    | /api/v1/pods                              | pods is forbidden: User "x" cannot list resource "pods" in API group "" at the cluster scope
          a watch                     | GET    | /api/v1/pods?watch=1                      | pods is forbidden: User "x" cannot watch resource "pods" in API group "" at the cluster scope
          one by name                 | GET    | /api/v1/namespaces/{ns}/pods/p            | pods "p" is forbidden: User "x" cannot get resource "pods" in API group "" in the namespace "{ns}"
          a list of one by name       | GET    | /api/v1/pods?fieldSelector=metadata.name=q | pods "q" is forbidden: User "x" cannot list resource "pods" in API group "" at the cluster scope
          a subresource               | PUT    | /apis/apps/v1/namespaces/{ns}/deployments/d/scale | deployments.apps "d" is forbidden: User "x" cannot update resource "deployments/scale" in API group "apps" in the namespace "{ns}"
          creating                    | POST   | /api/v1/nodes                             | nodes is forbidden: User "x" cannot create resource "nodes" in API group "" at the cluster scope
          deleting many               | DELETE | /api/v1/namespaces/{ns}/pods              | pods is forbidden: User "x" cannot deletecollection resource "pods" in API group "" in the namespace "{ns}"
          a namespace                 | GET    | /api/v1/namespaces/{ns}                   | namespaces "{ns}" is forbidden: User "x" cannot get resource "namespaces" in API group "" in the namespace "{ns}"
          a type that is not served   | GET    | /apis/foo.bar/v1/things/t                 | things.foo.bar "t" is forbidden: User "x" cannot get resource "things" in API group "foo.bar" at the cluster scope
          an address of another kind  | GET    | /logs                                     | forbidden: User "x" cannot get path "/logs"
          """)
  void withoutARoleIsForbidden(String rule, String method, String path, String message) {
    Answer answer = as("x", "y", method, path);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(403);
    assertThat(answer.text("reason")).isEqualTo("Forbidden");
    assertThat(answer.text("message")).isEqualTo(message.replace("{ns}", cluster.namespace()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what the role allows        | GET    | /api/v1/namespaces/{ns}/configmaps          | 200
          a named object              | GET    | /api/v1/namespaces/{ns}/secrets/one         | 404
          another name                | GET    | /api/v1/namespaces/{ns}/secrets/two         | 403
          all names                   | GET    | /api/v1/namespaces/{ns}/secrets             | 403
          the subresource             | GET    | /api/v1/namespaces/{ns}/pods/none/log       | 404
          not what it belongs to      | GET    | /api/v1/namespaces/{ns}/pods/none           | 403
          another verb                | DELETE | /api/v1/namespaces/{ns}/configmaps/none     | 403
          another namespace           | GET    | /api/v1/namespaces/default/configmaps       | 403
          discovery is for everybody  | GET    | /apis                                       | 200
          and versions of a group     | GET    | /apis/apps/v1                               | 200
          """)
  void aRoleAllowsWhatItSays(String rule, String method, String path, int code) {
    Answer answer = as("r", "readers-{ns}", method, path);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
  }

  @Test
  void aMissingRoleIsNamed() {
    Answer before = as("lost", "y", "GET", "/api/v1/namespaces/{ns}/pods");
    assertThat(before.text("message")).doesNotContain("RBAC");
    String body =
        """
        {'metadata':{'name':'lost'},
         'roleRef':{'apiGroup':'rbac.authorization.k8s.io','kind':'Role','name':'gone'},
         'subjects':[{'kind':'User','name':'lost'}]}
        """;
    Contract.send(cluster, "POST " + RBAC + "namespaces/{ns}/rolebindings", body);
    cluster.eventually(
        () ->
            as("lost", "y", "GET", "/api/v1/namespaces/{ns}/pods")
                .text("message")
                .endsWith(": RBAC: role.rbac.authorization.k8s.io \"gone\" not found"));
  }

  @Test
  void onlyWhoMayImpersonateIsTakenForSomebodyElse() {
    Answer allowed =
        cluster
            .http()
            .as("anna", "dev")
            .post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");
    assertThat(Contract.at(allowed, "/status/userInfo"))
        .isEqualTo("{'username':'anna','groups':['dev','system:authenticated']}");
    Http account = cluster.account("default");
    Answer refused = account.as("anna", "dev").get("/api/v1/pods");
    assertThat(refused.code()).isEqualTo(403);
    assertThat(refused.text("message"))
        .isEqualTo(
            "users \"anna\" is forbidden: User \"system:serviceaccount:%s:default\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope"
                .formatted(cluster.namespace()));
  }
}
