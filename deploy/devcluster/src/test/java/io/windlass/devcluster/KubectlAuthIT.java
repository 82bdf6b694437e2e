package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Kubectl.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kubectl's commands about access; skipped, and said so, where there is no kubectl. */
@ExtendWith(SharedCluster.class)
final class KubectlAuthIT {
  private final TestCluster cluster;

  @TempDir Path directory;

  KubectlAuthIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Kubectl kubectl() {
    return Kubectl.orSkip(cluster, directory);
  }

  /** The account {@code onlooker} may read pods, by commands as a person would type them. */
  @BeforeEach
  void anOnlooker() {
    if (cluster.http().get(cluster.core("serviceaccounts/onlooker")).code() == 200) {
      return;
    }
    kubectl().run("create serviceaccount onlooker");
    kubectl().run("create role onlooker --verb=get,list --resource=pods,deployments.apps/scale");
    kubectl().run("create rolebinding onlooker --role=onlooker --serviceaccount={ns}:onlooker");
    String question = "auth can-i list pods --as=system:serviceaccount:{ns}:onlooker";
    cluster.eventually(() -> kubectl().run(question).text().startsWith("yes"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the administrator may all     | auth can-i delete nodes                                                    | 0 | yes
          and everything at once        | auth can-i * *                                                             | 0 | yes
          the onlooker may list          | auth can-i list pods --as=system:serviceaccount:{ns}:onlooker                | 0 | yes
          not delete                    | auth can-i delete pods --as=system:serviceaccount:{ns}:onlooker              | 1 | no
          a subresource                 | auth can-i get deployments.apps --subresource=scale --as=system:serviceaccount:{ns}:onlooker | 0 | yes
          not in another namespace      | auth can-i list pods -n default --as=system:serviceaccount:{ns}:onlooker     | 1 | no
          a path                        | auth can-i get /version --as=x --as-group=system:authenticated             | 0 | yes
          another path                  | auth can-i get /logs --as=x                                                | 1 | no
          a group of somebody           | auth can-i get nodes --as=x --as-group=system:masters                      | 0 | yes
          """)
  void canI(String rule, String command, int code, String words) {
    Said said = kubectl().run(command);
    assertThat(said.text()).contains(words);
    assertThat(said.code()).isEqualTo(code);
  }

  @Test
  void canIListsRules() {
    Said said = kubectl().run("auth can-i --list --as=system:serviceaccount:{ns}:onlooker");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains(
            "Resources Non-Resource URLs Resource Names Verbs",
            "pods [] [] [get list]",
            "deployments.apps/scale [] [] [get list]",
            "selfsubjectaccessreviews.authorization.k8s.io [] [] [create]",
            "[/version/] [] [get]");
  }

  @Test
  void whoami() {
    Said admin = kubectl().run("auth whoami -o jsonpath={.status.userInfo.username}");
    assertThat(admin.text()).isEqualTo("admin");
    Said other = kubectl().run("auth whoami --as=anna --as-group=dev");
    assertThat(other.text().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains("ATTRIBUTE VALUE", "Username anna", "Groups [dev system:authenticated]");
  }

  @Test
  void aCreatedTokenOpensWhatItsAccountMay() {
    String token = kubectl().run("create token onlooker --duration=20m").text().strip();
    assertThat(cluster.bearer(token).get(cluster.core("pods")).code()).isEqualTo(200);
    assertThat(cluster.bearer(token).get(cluster.core("secrets")).code()).isEqualTo(403);
  }

  @Test
  void refusalsAreTold() {
    Said said = kubectl().run("get secrets --as=system:serviceaccount:{ns}:onlooker");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains(
            "Error from server (Forbidden): secrets is forbidden: User \"system:serviceaccount:%s:onlooker\" cannot list resource \"secrets\" in API group \"\" in the namespace \"%s\""
                .formatted(cluster.namespace(), cluster.namespace()));
  }

  @Test
  void bindingsShowWhomTheyName() {
    Said said = kubectl().run("get rolebinding onlooker -o wide");
    assertThat(said.text().lines().map(line -> line.replaceAll(" +", " ").strip()).toList())
        .satisfies(
            lines -> {
              assertThat(lines.getFirst()).isEqualTo("NAME ROLE AGE USERS GROUPS SERVICEACCOUNTS");
              assertThat(lines.getLast())
                  .matches(
                      "onlooker Role/onlooker \\S+ %s/onlooker".formatted(cluster.namespace()));
            });
  }
}
