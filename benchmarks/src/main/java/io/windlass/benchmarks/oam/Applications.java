package io.windlass.benchmarks.oam;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.translate.Inputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applications of a shop's size: each component with files, variables and the usual traits. */
final class Applications {

  private Applications() {}

  /** So many applications with so many components each. */
  static List<Inputs> make(int applications, int components) {
    List<Inputs> made = new ArrayList<>();
    for (int application = 0; application < applications; application++) {
      Map<String, Json.Obj> schematics = new HashMap<>();
      List<Json> instances = new ArrayList<>();
      for (int each = 0; each < components; each++) {
        schematics.put("c" + each, schematic(each, application));
        instances.add(instance(each, application));
      }
      Json.Obj document =
          parse(
              """
              {"apiVersion":"core.oam.dev/v1alpha1","kind":"ApplicationConfiguration",
               "metadata":{"name":"app-%d","namespace":"shop","uid":"u-%d"},
               "spec":{"variables":[{"name":"word","value":"welcome"}]}}
              """
                  .formatted(application, application));
      Json.Obj spec = document.object("spec").with("components", Json.of(instances));
      made.add(
          new Inputs(document.with("spec", spec), schematics, Map.of(), Inputs.Place.standard()));
    }
    return made;
  }

  private static Json.Obj schematic(int each, int application) {
    return parse(
        """
        {"apiVersion":"core.oam.dev/v1alpha1","kind":"ComponentSchematic","metadata":{"name":"c%d"},
         "spec":{"workloadType":"core.oam.dev/v1alpha1.Server","osType":"linux",
          "parameters":[{"name":"greeting","type":"string","default":"hello"},
                        {"name":"level","type":"number","default":3}],
          "containers":[{"name":"web","image":"example.com/web:%d",
           "env":[{"name":"GREETING","fromParam":"greeting"},{"name":"LEVEL","fromParam":"level"},
                  {"name":"PLAIN","value":"text"}],
           "config":[{"path":"/etc/app/main.conf","value":"a=b"}],
           "ports":[{"name":"http","containerPort":8080},{"name":"metrics","containerPort":9090}],
           "resources":{"cpu":{"required":0.25},"memory":{"required":"256M"}},
           "livenessProbe":{"httpGet":{"path":"/live","port":8080}}}]}}
        """
            .formatted(each, application));
  }

  private static Json.Obj instance(int each, int application) {
    return parse(
        """
        {"componentName":"c%d","instanceName":"app-%d-c%d",
         "parameterValues":[{"name":"greeting","value":"[fromVariable(word)]"}],
         "traits":[{"name":"auto-scaler","properties":{"minimum":2,"maximum":8,"cpu":60}},
                   {"name":"ingress","properties":{"hostname":"a%d.example.com","servicePort":8080}},
                   {"name":"labels","properties":{"team":"shop"}}]}
        """
            .formatted(each, application, each, application));
  }

  private static Json.Obj parse(String text) {
    return JsonText.parse(text).object();
  }
}
