package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import org.junit.jupiter.api.Test;

/** The tutorial's first application, whole. */
class FirstAppTest {
  private static final String APP =
      """
      apiVersion: core.oam.dev/v1alpha1
      kind: ComponentSchematic
      metadata: {name: greeter}
      spec:
        workloadType: core.oam.dev/v1alpha1.Server
        parameters:
        - {name: whom, type: string, default: World}
        - {name: port, type: string, default: "9999"}
        containers:
        - name: web
          image: example.com/greeter:v1
          env:
          - {name: TARGET, fromParam: whom}
          - {name: PORT, fromParam: port}
          ports:
          - {name: http, containerPort: 9999}
          resources:
            cpu: {required: 0.1}
            memory: {required: "128"}
      ---
      apiVersion: core.oam.dev/v1alpha1
      kind: ApplicationConfiguration
      metadata: {name: first-app, namespace: shop, uid: u-1}
      spec:
        components:
        - componentName: greeter
          instanceName: first-app-greeter
          parameterValues:
          - {name: whom, value: Rudr}
          traits:
          - name: ingress
            properties: {hostname: example.com, path: /, servicePort: 9999}
      """;

  @Test
  void becomesACloneSetAServiceAndAnIngress() {
    Translation translation = Cases.translate(APP);
    assertThat(Cases.errors(translation)).isEmpty();
    assertThat(Cases.names(translation))
        .containsExactly(
            "Service/first-app-greeter",
            "CloneSet/first-app-greeter",
            "Ingress/first-app-greeter-ingress");
    Json.Obj pod = Cases.object(translation, "CloneSet").object("spec", "template", "spec");
    Json container = pod.items("containers").getFirst();
    assertThat(container.items("env"))
        .extracting(it -> it.text("name").orElse("") + "=" + it.text("value").orElse(""))
        .containsExactly("TARGET=Rudr", "PORT=9999");
    assertThat(container.object("resources", "requests"))
        .isEqualTo(Json.Obj.EMPTY.with("cpu", "100m").with("memory", "128Mi"));
    assertThat(container.at("resources", "limits")).isEmpty();
    Json rule = Cases.object(translation, "Ingress").items("spec", "rules").getFirst();
    assertThat(rule.text("host")).contains("example.com");
    Json path = rule.items("http", "paths").getFirst();
    assertThat(path.number("backend", "service", "port", "number")).contains(9999L);
  }
}
