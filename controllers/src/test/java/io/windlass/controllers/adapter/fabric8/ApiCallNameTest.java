package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallNameTest {
  @ParameterizedTest(name = "{0} {1} is {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /api/v1/pods?limit=500                                   | list             | pods
          GET    | /api/v1/namespaces/a/pods?watch=1&resourceVersion=7      | watch            | pods
          GET    | /api/v1/pods?allowWatchBookmarks=true&watch=true         | watch            | pods
          GET    | /api/v1/namespaces/a/pods/web-1                          | get              | pods
          PATCH  | /api/v1/namespaces/a/pods/web-1/status                   | patch            | pods/status
          POST   | /api/v1/namespaces/a/pods                                | create           | pods
          DELETE | /api/v1/namespaces/a/pods/web-1                          | delete           | pods
          DELETE | /api/v1/namespaces/a/pods                                | deletecollection | pods
          PUT    | /apis/coordination.k8s.io/v1/namespaces/a/leases/lead    | update           | leases
          GET    | /apis/apps.kruise.io/v1alpha1/clonesets                  | list             | clonesets
          GET    | /api/v1/namespaces                                       | list             | namespaces
          GET    | /api/v1/namespaces/a                                     | get              | namespaces
          GET    | /version                                                 | get              | nonresource
          GET    | /apis/apps.kruise.io/v1alpha1                            | get              | nonresource
          GET    | /                                                        | get              | nonresource
          """)
  void aRequestIsNamedAsKubernetesDoesAndWithoutNamesOfObjects(
      String method, String pathAndQuery, String verb, String resource) {
    ApiCallName name = ApiCallName.of(method, URI.create("https://127.0.0.1:6443" + pathAndQuery));
    assertThat(name).isEqualTo(new ApiCallName(verb, resource));
  }
}
