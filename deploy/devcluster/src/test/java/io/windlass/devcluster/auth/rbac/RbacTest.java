package io.windlass.devcluster.auth.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules apply to whom, and what they allow; judged by the evaluation of Kubernetes 1.32. */
final class RbacTest {
  private static final String POLICY =
      """
      metadata: {name: reader}
      rules:
      - {verbs: [get, list], apiGroups: [""], resources: [pods, pods/log]}
      - {verbs: [get], nonResourceURLs: [/metrics, /logs/*]}
      ---
      metadata: {name: scaler}
      rules:
      - {verbs: [patch], apiGroups: ["*"], resources: ["*/scale"]}
      ---
      metadata: {name: one, namespace: shop}
      rules:
      - {verbs: ["*"], apiGroups: [apps], resources: ["*"], resourceNames: [web]}
      ---
      metadata: {name: readers}
      roleRef: {kind: ClusterRole, name: reader}
      subjects: [{kind: User, name: anna}, {kind: Group, name: dev}]
      ---
      metadata: {name: scalers, namespace: shop}
      roleRef: {kind: ClusterRole, name: scaler}
      subjects: [{kind: ServiceAccount, name: bot}]
      ---
      metadata: {name: ones, namespace: shop}
      roleRef: {kind: Role, name: one}
      subjects: [{kind: ServiceAccount, name: bot, namespace: ops}]
      ---
      metadata: {name: lost, namespace: shop}
      roleRef: {kind: Role, name: gone}
      subjects: [{kind: User, name: carl}]
      """;

  private final Policy policy = Policy.of(POLICY);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a cluster binding holds everywhere          | anna         | list pods in shop                  | true
          and across namespaces                       | anna         | list pods                          | true
          a group counts like a user                  | bert,dev     | get pods x in shop                 | true
          another user has nothing                    | bert         | get pods x in shop                 | false
          another verb is not allowed                 | anna         | delete pods x in shop              | false
          a named subresource                         | anna         | get pods/log x in shop             | true
          a subresource is not its resource           | anna         | get pods/status x in shop          | false
          another group of the same resource          | anna         | get pods.metrics.k8s.io x in shop  | false
          a path as it is                             | anna         | get /metrics                       | true
          a path below a star                         | anna         | get /logs/today                    | true
          another path                                | anna         | get /metrics/x                     | false
          an account of the binding's namespace       | system:serviceaccount:shop:bot | patch deployments.apps/scale web in shop | true
          any resource with that subresource          | system:serviceaccount:shop:bot | patch clonesets.apps.kruise.io/scale x in shop | true
          but not the resource itself                 | system:serviceaccount:shop:bot | patch deployments.apps web in shop | false
          a role binding holds in its namespace only  | system:serviceaccount:shop:bot | patch deployments.apps/scale web in ops | false
          an account of another namespace             | system:serviceaccount:ops:bot  | delete deployments.apps web in shop | true
          an object by its name                       | system:serviceaccount:ops:bot  | get deployments.apps api in shop | false
          a list names no object                      | system:serviceaccount:ops:bot  | list deployments.apps in shop    | false
          a list of one named object                  | system:serviceaccount:ops:bot  | list deployments.apps web in shop | true
          a master needs no binding                   | root,system:masters | delete nodes n              | true
          """)
  void decides(String rule, String user, String access, boolean allowed) {
    assertThat(policy.rbac().allows(Policy.user(user), Policy.access(access))).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} may {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bert,dev | list pods | RBAC: allowed by ClusterRoleBinding "readers" of ClusterRole "reader" to Group "dev"
          system:serviceaccount:shop:bot | patch pods/scale in shop | RBAC: allowed by RoleBinding "scalers/shop" of ClusterRole "scaler" to ServiceAccount "bot/shop"
          carl     | list pods in shop | RBAC: role.rbac.authorization.k8s.io "gone" not found
          carl     | list pods | ''
          root,system:masters | list pods | ''
          """)
  void givesTheReason(String user, String access, String reason) {
    assertThat(policy.rbac().decide(Policy.user(user), Policy.access(access)).reason())
        .isEqualTo(reason);
  }

  @Test
  void aRevokedBindingAndAChangedRoleCountAtOnce() {
    User anna = User.named("anna");
    policy.grants().removeRole(new ObjectKey("", "reader"));
    assertThat(policy.rbac().allows(anna, Policy.access("list pods"))).isFalse();
    policy.grants().putRole(new ObjectKey("", "reader"), Rule.EVERYTHING);
    assertThat(policy.rbac().allows(anna, Policy.access("delete nodes"))).isTrue();
    policy.grants().removeBinding(new ObjectKey("", "readers"));
    assertThat(policy.rbac().decide(anna, Policy.access("list pods")))
        .isEqualTo(new Decision(false, ""));
  }

  @Test
  void someoneWhoIsNamedTwiceHasEachRuleOnce() {
    Rbac.Found found = policy.rbac().rules(Policy.user("anna,dev"), "shop");
    assertThat(found.rules()).hasSize(2);
  }

  @Test
  void aRulesReviewSplitsResourcesFromPaths() {
    var status = Documents.object();
    policy.rbac().describeRules(Policy.user("anna"), "shop", status);
    assertThat(status)
        .hasToString(
            "{\"resourceRules\":[{\"verbs\":[\"get\",\"list\"],\"apiGroups\":[\"\"],\"resources\":[\"pods\",\"pods/log\"]}],"
                + "\"nonResourceRules\":[{\"verbs\":[\"get\"],\"nonResourceURLs\":[\"/metrics\",\"/logs/*\"]}],\"incomplete\":false}");
  }
}
