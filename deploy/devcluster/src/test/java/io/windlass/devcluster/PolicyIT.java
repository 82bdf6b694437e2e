package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles and bindings as objects: what a cluster starts with, who may write which. */
@ExtendWith(SharedCluster.class)
final class PolicyIT {
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
  private static final String ROLES = RBAC + "namespaces/{ns}/roles";
  private static final String BINDINGS = RBAC + "namespaces/{ns}/rolebindings";

  private final TestCluster cluster;

  PolicyIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** {@code clerk} may write roles and bindings, read pods, and bind the role {@code view}. */
  @BeforeEach
  void aClerk() {
    Contract.send(
        cluster,
        "POST " + ROLES,
        """
        {'metadata':{'name':'clerk'},'rules':[
          {'verbs':['create','update','patch','get','delete'],'apiGroups':['rbac.authorization.k8s.io'],'resources':['roles','rolebindings']},
          {'verbs':['bind'],'apiGroups':['rbac.authorization.k8s.io'],'resources':['clusterroles'],'resourceNames':['view']},
          {'verbs':['get'],'apiGroups':[''],'resources':['pods']}]}
        """);
    Contract.send(
        cluster,
        "POST " + BINDINGS,
        "{'metadata':{'name':'clerk'},'roleRef':{'kind':'Role','name':'clerk'},'subjects':[{'kind':'Group','name':'clerks-{ns}'}]}");
    cluster.eventually(() -> clerk("GET", ROLES + "/clerk", "").code() == 200);
  }

  private Answer clerk(String method, String path, String body) {
    String namespace = cluster.namespace();
    return cluster
        .http()
        .as("clerk", "clerks-" + namespace)
        .send(
            method,
            path.replace("{ns}", namespace),
            body.isEmpty() ? "" : Http.JSON,
            "*/*",
            body.replace("{ns}", namespace).replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          what the clerk has            | roles        | 'rules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods']}] | 201 |
          one of its names              | roles        | 'rules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods'],'resourceNames':['x']}] | 201 |
          more verbs                    | roles        | 'rules':[{'verbs':['get','list','watch'],'apiGroups':[''],'resources':['pods']}] | 403 | roles.rbac.authorization.k8s.io "t" is forbidden: user "clerk" (groups=["clerks-{ns}" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:§{APIGroups:[""], Resources:["pods"], Verbs:["list" "watch"]}
          a role that may be bound      | rolebindings | 'roleRef':{'kind':'ClusterRole','name':'view'} | 201 |
          a role that is held           | rolebindings | 'roleRef':{'kind':'Role','name':'clerk'}       | 201 |
          a role of more                | rolebindings | 'roleRef':{'kind':'ClusterRole','name':'system:kube-dns'} | 403 | rolebindings.rbac.authorization.k8s.io "t" is forbidden: user "clerk" (groups=["clerks-{ns}" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:§{APIGroups:[""], Resources:["endpoints"], Verbs:["list" "watch"]}§{APIGroups:[""], Resources:["services"], Verbs:["list" "watch"]}
          a role that is not there      | rolebindings | 'roleRef':{'kind':'Role','name':'gone'}        | 404 | rolebindings.rbac.authorization.k8s.io "gone" not found
          """)
  void nobodyGrantsMoreThanHeHas(
      String rule, String plural, String body, int code, String message) {
    String path = RBAC + "namespaces/{ns}/" + plural;
    Answer answer = clerk("POST", path, "{'metadata':{'name':'t'}," + body + "}");
    clerk("DELETE", path + "/t", "{}");
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
    if (message != null) {
      assertThat(answer.text("message"))
          .isEqualTo(message.replace("{ns}", cluster.namespace()).replace('§', '\n'));
    }
  }

  @Test
  void anUpdateIsCheckedUnlessOnlyHousekeepingChanges() {
    Contract.send(
        cluster,
        "POST " + ROLES,
        "{'metadata':{'name':'wide'},'rules':[{'verbs':['list'],'apiGroups':[''],'resources':['nodes']}]}");
    assertThat(patch("{'metadata':{'finalizers':['a.b/c']}}").code()).isEqualTo(200);
    assertThat(patch("{'metadata':{'labels':{'a':'b'}}}").code()).isEqualTo(403);
    assertThat(patch("{'rules':[]}").code()).isEqualTo(200);
    patch("{'metadata':{'finalizers':null}}");
  }

  private Answer patch(String body) {
    String role = ROLES.replace("{ns}", cluster.namespace()) + "/wide";
    return cluster
        .http()
        .as("clerk", "clerks-" + cluster.namespace())
        .patch(role, "merge-patch+json", body.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cluster-admin                  | /rules/0/verbs/0    | *
          view                           | /aggregationRule/clusterRoleSelectors/0/matchLabels | {'rbac.authorization.k8s.io/aggregate-to-view':'true'}
          system:public-info-viewer      | /rules/0/nonResourceURLs | ['/healthz','/livez','/readyz','/version','/version/']
          system:aggregate-to-view       | /metadata/annotations | {'rbac.authorization.kubernetes.io/autoupdate':'true'}
          """)
  void aClusterStartsWithItsRoles(String name, String pointer, String value) {
    Answer answer = cluster.http().get(RBAC + "clusterroles/" + name);
    assertThat(Contract.at(answer, pointer)).isEqualTo(value);
  }

  @Test
  void aggregatingRolesCollectTheRulesOfOthers() {
    assumeTrue(cluster.isEmbedded(), "refcluster has no aggregation controller");
    String one =
        "{'metadata':{'name':'part-%s','labels':{'to':'whole'}},'rules':[{'verbs':['%s'],'apiGroups':['x'],'resources':['y']}]}";
    Contract.send(cluster, "POST " + RBAC + "clusterroles", one.formatted("a", "get"));
    Contract.send(
        cluster,
        "POST " + RBAC + "clusterroles",
        "{'metadata':{'name':'whole'},'aggregationRule':{'clusterRoleSelectors':[{'matchLabels':{'to':'whole'}}]}}");
    cluster.eventually(() -> whole().equals("[['get']]"));
    Contract.send(cluster, "POST " + RBAC + "clusterroles", one.formatted("b", "list"));
    cluster.eventually(() -> whole().equals("[['get'],['list']]"));
    cluster.http().delete(RBAC + "clusterroles/part-a", "{}");
    cluster.eventually(() -> whole().equals("[['list']]"));
    assertThat(cluster.http().get(RBAC + "clusterroles/edit").body().path("rules")).isNotEmpty();
  }

  private String whole() {
    Answer answer = cluster.http().get(RBAC + "clusterroles/whole");
    return answer
        .body()
        .path("rules")
        .valueStream()
        .map(r -> r.path("verbs"))
        .toList()
        .toString()
        .replace('"', '\'')
        .replace(" ", "");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          roles               | namespaces/{ns}/roles        | Name, Created At
          cluster roles       | clusterroles                 | Name, Created At
          bindings            | namespaces/{ns}/rolebindings | Name, Role, Age, Users, Groups, ServiceAccounts
          cluster bindings    | clusterrolebindings          | Name, Role, Age, Users, Groups, ServiceAccounts
          """)
  void tablesHaveTheirColumns(String rule, String path, String columns) {
    Answer answer =
        cluster
            .http()
            .get(
                RBAC + path.replace("{ns}", cluster.namespace()),
                "application/json;as=Table;v=v1;g=meta.k8s.io");
    assertThat(
            answer
                .body()
                .path("columnDefinitions")
                .valueStream()
                .map(column -> column.path("name").asText())
                .toList())
        .hasToString("[" + columns + "]");
  }
}
