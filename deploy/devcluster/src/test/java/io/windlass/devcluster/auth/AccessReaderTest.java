package io.windlass.devcluster.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests want; judged by the request info of Kubernetes 1.32. */
final class AccessReaderTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a list                    | GET    | /api/v1/pods                          | list  pods / in '' named ''
          a slash at the end        | GET    | /api/v1/pods/                         | list  pods / in '' named ''
          a watch                   | GET    | /api/v1/pods?watch=true               | watch  pods / in '' named ''
          a watch that says nothing | GET    | /api/v1/pods?watch                    | watch  pods / in '' named ''
          a watch that is none      | GET    | /api/v1/pods?watch=0                  | list  pods / in '' named ''
          a watch by path           | GET    | /api/v1/watch/namespaces/a/pods       | watch  pods / in 'a' named ''
          one                       | GET    | /api/v1/namespaces/a/pods/b           | get  pods / in 'a' named 'b'
          its head                  | HEAD   | /api/v1/namespaces/a/pods/b           | get  pods / in 'a' named 'b'
          a subresource             | PUT    | /apis/apps/v1/namespaces/a/deployments/b/scale | update apps deployments /scale in 'a' named 'b'
          below a subresource       | GET    | /api/v1/namespaces/a/pods/b/proxy/x/y | get  pods /proxy in 'a' named 'b'
          a namespace               | GET    | /api/v1/namespaces/a                  | get  namespaces / in 'a' named 'a'
          its status                | PATCH  | /api/v1/namespaces/a/status           | patch  namespaces /status in 'a' named 'a'
          many                      | DELETE | /api/v1/namespaces/a/pods             | deletecollection  pods / in 'a' named ''
          one that is selected      | GET    | /api/v1/pods?fieldSelector=a=b,metadata.name=c | list  pods / in '' named 'c'
          one that is not selected  | GET    | /api/v1/pods?fieldSelector=metadata.name!=c    | list  pods / in '' named ''
          a name that is none       | GET    | /api/v1/pods?fieldSelector=metadata.name=..    | list  pods / in '' named ''
          a group                   | GET    | /apis/apps/v1                         | get /apis/apps/v1
          a version                 | POST   | /api/v1                               | post /api/v1
          something else            | GET    | /healthz                              | get /healthz
          """)
  void reads(String rule, String method, String url, String words) {
    String[] parts = url.split("\\?", 2);
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter :
        parts.length > 1 ? List.of(parts[1].split("&", -1)) : List.<String>of()) {
      String[] pair = parameter.split("=", 2);
      query.put(pair[0], pair.length > 1 ? pair[1] : "");
    }
    assertThat(words(AccessReader.read(method, parts[0], query))).isEqualTo(words);
  }

  private static String words(Access access) {
    return switch (access) {
      case Access.ToPath to -> to.verb() + " " + to.path();
      case Access.ToResource to ->
          "%s %s %s /%s in '%s' named '%s'"
              .formatted(
                  to.verb(),
                  to.group(),
                  to.resource(),
                  to.subresource(),
                  to.namespace(),
                  to.name());
    };
  }
}
