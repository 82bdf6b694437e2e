package io.windlass.devcluster.auth.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody may grant, and the words about what not; rows were asked of Kubernetes 1.32. */
final class EscalationTest {
  private static final ResourceType ROLES =
      new ResourceType(
          "rbac.authorization.k8s.io",
          "v1",
          new ResourceType.Names("Role", "roles", "role", List.of(), List.of()),
          true,
          Set.of(),
          Set.of());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same                      | get,list;;pods;           | get;;pods;        | ''
          everything covers all         | *;*;*;                    | get,list;apps;deployments;x | ''
          a verb that is missing        | get;;pods;                | get,list;;pods;   | {APIGroups:[""], Resources:["pods"], Verbs:["list"]}
          verbs of a resource together  | get;;nodes;               | get,list;;pods;   | {APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}
          resources apart, in order     | get;;nodes;               | get;;pods,maps;   | {APIGroups:[""], Resources:["maps"], Verbs:["get"]}~{APIGroups:[""], Resources:["pods"], Verbs:["get"]}
          a name under all names        | get;;pods;                | get;;pods;x       | ''
          all names under a name        | get;;pods;x               | get;;pods;        | {APIGroups:[""], Resources:["pods"], Verbs:["get"]}
          one name is not another       | get;;pods;x               | get;;pods;x,y     | {APIGroups:[""], Resources:["pods"], ResourceNames:["y"], Verbs:["get"]}
          a subresource of any resource | get;;*/scale;             | get;;pods/scale;  | ''
          a resource has no subresource | get;;pods;                | get;;pods/scale;  | {APIGroups:[""], Resources:["pods/scale"], Verbs:["get"]}
          """)
  void tells(String rule, String held, String granted, String missing) {
    Rbac.Found own = new Rbac.Found(List.of(rule(held)), Set.of());
    String fault =
        Escalation.fault(Policy.user("anna,dev"), ROLES, own, List.of(rule(granted))).orElse("");
    String head =
        "user \"anna\" (groups=[\"dev\" \"system:authenticated\"]) is attempting to grant RBAC"
            + " permissions not currently held:\n";
    assertThat(fault).isEqualTo(missing.isEmpty() ? "" : head + missing.replace('~', '\n'));
  }

  /** Verbs, groups, resources and names with semicolons between them. */
  private static Rule rule(String words) {
    String[] parts = words.split(";", -1);
    List<String> names = parts[3].isEmpty() ? List.of() : list(parts[3]);
    return new Rule(list(parts[0]), list(parts[1]), list(parts[2]), names, List.of());
  }

  private static List<String> list(String words) {
    return List.of(words.split(",", -1));
  }
}
