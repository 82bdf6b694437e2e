package io.windlass.core.sidecarset.injection;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.10: what a sidecar's resources are, made of those of the app. */
class ResourcesPolicyTest {
  private static final String APP =
      "{'spec':{'containers':["
          + "{'name':'app','resources':{'limits':{'cpu':'200m','memory':'100Mi'},'requests':{'cpu':'100m','memory':'50Mi'}}},"
          + "{'name':'app-b','resources':{'limits':{'cpu':'400m','memory':'300Mi'},'requests':{'cpu':'40m'}}},"
          + "{'name':'free','resources':{'limits':{'memory':'1Gi'},'requests':{'cpu':'1'}}},"
          + "{'name':'other-sidecar','env':[{'name':'IS_INJECTED','value':'true'}],'resources':{'limits':{'cpu':'9','memory':'9Gi'}}}],"
          + "'initContainers':[{'name':'proxy','restartPolicy':'Always','resources':{'limits':{'cpu':'1','memory':'1Gi'}}},"
          + "{'name':'setup','resources':{'limits':{'cpu':'7','memory':'7Gi'}}}]}}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          e2e 27 to 34                                 | mode | names       | expressions                                                                               | resources
          one container by its name                    | sum  | ^app$       | {'limits':{'cpu':'cpu * 50%','memory':'memory'}}                                          | {'limits':{'cpu':'100m','memory':'100Mi'}}
          a sum                                        | sum  | ^app        | {'limits':{'cpu':'cpu * 50%','memory':'memory * 50%'}}                                    | {'limits':{'cpu':'300m','memory':'200Mi'}}
          the largest                                  | max  | ^app        | {'limits':{'cpu':'cpu * 50%','memory':'memory'}}                                          | {'limits':{'cpu':'200m','memory':'300Mi'}}
          a part of the name is enough                 | max  | pp-         | {'limits':{'cpu':'cpu'}}                                                                  | {'limits':{'cpu':'400m'}}
          one without limit makes all unlimited        | sum  | app/free    | {'limits':{'cpu':'cpu','memory':'memory'}}                                                | {'limits':{'memory':'1424Mi'}}
          requests that are missing count as nothing   | sum  | ^app        | {'requests':{'cpu':'cpu','memory':'memory'}}                                              | {'requests':{'cpu':'140m','memory':'50Mi'}}
          limits and requests                          | max  | ^app$       | {'limits':{'cpu':'cpu'},'requests':{'cpu':'max(cpu, 50m)','memory':'memory + 10Mi'}}      | {'limits':{'cpu':'200m'},'requests':{'cpu':'100m','memory':'60Mi'}}
          a native sidecar of the app counts           | sum  | ^proxy$     | {'limits':{'cpu':'cpu'}}                                                                  | {'limits':{'cpu':'1'}}
          plain init containers do not                 | sum  | ^(app/setup)$ | {'limits':{'cpu':'cpu'}}                                                                | {'limits':{'cpu':'200m'}}
          nor do sidecars of others                    | sum  | app$/other  | {'limits':{'cpu':'cpu'}}                                                                  | {'limits':{'cpu':'200m'}}
          a request of nothing                         | sum  | ^app-b$     | {'requests':{'memory':'memory * 2'}}                                                      | {'requests':{'memory':'0'}}
          memory comes in whole bytes                  | sum  | ^app$       | {'limits':{'memory':'memory * 33.3%','cpu':'cpu * 33.3%'}}                                | {'limits':{'cpu':'66m','memory':'34917581'}}
          a number is as many cores                    | sum  | ^app$       | {'requests':{'cpu':'0.5'}}                                                                | {'requests':{'cpu':'500m'}}
          """)
  void resources(String what, String mode, String names, String expressions, String resources) {
    Json.Obj pod = Pods.pod(APP);
    Json.Obj result = Pods.result(pod, Pods.inject(pod, policy(mode, names, expressions)));
    assertThat(Pods.container(result, "log").object("resources")).isEqualTo(json(resources));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no container of such a name                 | nobody   | {'limits':{'cpu':'cpu'}}       | no container of the pod has a name like nobody
          less than nothing                           | ^app$    | {'limits':{'cpu':'cpu - 1'}}   | "cpu - 1" comes to less than nothing: -800m
          no expression                               | ^app$    | {'limits':{'cpu':'cpu +'}}     | "cpu +" ends too early
          no regular expression                       | (        | {'limits':{'cpu':'cpu'}}       | "(" is no regular expression
          one that would take years to match          | (a+)+$b  | {'limits':{'cpu':'cpu'}}       | no container of the pod has a name like (a+)+$b
          """)
  void refused(String what, String names, String expressions, String because) {
    Json.Obj pod = Pods.pod(APP.replace("'free'", "'" + "a".repeat(60) + "!'"));
    assertThat(Pods.inject(pod, policy("sum", names, expressions)))
        .isInstanceOfSatisfying(
            Injection.Refused.class,
            refused ->
                assertThat(refused.because()).isEqualTo("SidecarSet x: container log: " + because));
  }

  private static List<PreparedSet> policy(String mode, String names, String expressions) {
    Json.Obj policy =
        Json.Obj.EMPTY
            .with("targetContainersMode", mode)
            .with("targetContainersNameRegex", names.replace('/', '|'))
            .with("resourcesExpr", json(expressions));
    Json.Obj log = json("{'name':'log','image':'log:1'}").with("resourcesPolicy", policy);
    Json.Obj spec = Json.Obj.EMPTY.with("containers", Json.of(List.of(log)));
    return List.of(Pods.set("x", spec));
  }
}
