package io.windlass.benchmarks.injection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.sidecarset.SidecarSetFilling;
import io.windlass.core.sidecarset.SidecarSetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A pod of 5 KB and 1,000 SidecarSets, of which three are for it: one for its app with a volume and
 * a variable of the app, one for its tier that shares the app's mounts, one for all that have a
 * label. Every other SidecarSet is for an app of its own.
 */
final class InjectionExample {
  static final int SIDECAR_SETS = 1_000;
  static final int MATCHING = 3;
  private static final int VARIABLES = 34;
  private static final String APP = "checkout";

  private InjectionExample() {}

  /** The review of the pod's creation, as an API server sends it. */
  static byte[] review() {
    String pod = JsonText.canonical(pod());
    return """
    {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{\
    "uid":"0df28fbd-5f5f-11e8-bc74-36e6bb280816","kind":{"group":"","version":"v1","kind":"Pod"},\
    "resource":{"group":"","version":"v1","resource":"pods"},\
    "requestKind":{"group":"","version":"v1","kind":"Pod"},\
    "requestResource":{"group":"","version":"v1","resource":"pods"},"name":"checkout-x7k2p",\
    "namespace":"shop","operation":"CREATE","userInfo":{"username":"system:serviceaccount:kube-system:rs",\
    "groups":["system:serviceaccounts","system:authenticated"]},"object":%s,"oldObject":null,\
    "dryRun":false,"options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}}}\
    """
        .formatted(pod)
        .getBytes(UTF_8);
  }

  /** The pod by itself. */
  static Json.Obj pod() {
    String variables =
        IntStream.range(0, VARIABLES)
            .mapToObj(
                i ->
                    "{'name':'CHECKOUT_SETTING_%02d','value':'https://settings.shop.svc/%02d/value'}"
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    return json(
        """
        {'apiVersion':'v1','kind':'Pod','metadata':{'name':'checkout-x7k2p','namespace':'shop',
         'labels':{'app':'checkout','tier':'frontend','zone':'a','pod-template-hash':'7d9c8b6f5'},
         'annotations':{'prometheus.io/scrape':'true','prometheus.io/port':'9090'},
         'ownerReferences':[{'apiVersion':'apps/v1','kind':'ReplicaSet','name':'checkout','uid':'u','controller':true,'blockOwnerDeletion':true}]},
         'spec':{'volumes':[{'name':'data','emptyDir':{}},{'name':'config','configMap':{'name':'checkout','defaultMode':420}},
          {'name':'kube-api-access','projected':{'defaultMode':420,'sources':[{'serviceAccountToken':{'expirationSeconds':3607,'path':'token'}}]}}],
          'containers':[{'name':'main','image':'registry.shop/checkout:1.42.0','imagePullPolicy':'IfNotPresent',
           'ports':[{'containerPort':8080,'protocol':'TCP','name':'http'}],'env':[VARIABLES],
           'resources':{'limits':{'cpu':'2','memory':'1Gi'},'requests':{'cpu':'500m','memory':'512Mi'}},
           'readinessProbe':{'httpGet':{'path':'/ready','port':8080,'scheme':'HTTP'},'timeoutSeconds':1,'periodSeconds':10,'successThreshold':1,'failureThreshold':3},
           'livenessProbe':{'httpGet':{'path':'/live','port':8080,'scheme':'HTTP'},'timeoutSeconds':1,'periodSeconds':10,'successThreshold':1,'failureThreshold':3},
           'volumeMounts':[{'name':'data','mountPath':'/data'},{'name':'config','mountPath':'/etc/checkout','readOnly':true},{'name':'kube-api-access','mountPath':'/var/run/secrets/kubernetes.io/serviceaccount','readOnly':true}],
           'terminationMessagePath':'/dev/termination-log','terminationMessagePolicy':'File'},
          {'name':'cache','image':'registry.shop/cache:7','imagePullPolicy':'IfNotPresent','resources':{'requests':{'cpu':'100m','memory':'64Mi'}},
           'volumeMounts':[{'name':'data','mountPath':'/cache'}],'terminationMessagePath':'/dev/termination-log','terminationMessagePolicy':'File'}],
          'restartPolicy':'Always','terminationGracePeriodSeconds':30,'dnsPolicy':'ClusterFirst','serviceAccountName':'checkout','securityContext':{},'schedulerName':'default-scheduler',
          'tolerations':[{'key':'node.kubernetes.io/not-ready','operator':'Exists','effect':'NoExecute','tolerationSeconds':300}],'priority':0,'enableServiceLinks':true}}
        """
            .replace("VARIABLES", variables));
  }

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }

  /** The SidecarSets as admission has stored them. */
  static List<SidecarSetView> sidecarSets() {
    List<SidecarSetView> sets = new ArrayList<>();
    sets.add(set("log", "app", APP, LOG));
    sets.add(set("mesh", "tier", "frontend", MESH));
    sets.add(set("metrics", "zone", "a", METRICS));
    for (int i = MATCHING; i < SIDECAR_SETS; i++) {
      sets.add(set("agent-" + i, "app", "app-" + i, LOG.replace("'log", "'log-" + i)));
    }
    return sets;
  }

  private static final String LOG =
      """
      {'volumes':[{'name':'log-spool','emptyDir':{}}],'containers':[{'name':'log-agent','image':'registry.shop/log:3',
       'args':['--tail','/spool'],'resources':{'limits':{'cpu':'200m','memory':'128Mi'}},
       'volumeMounts':[{'name':'log-spool','mountPath':'/spool'}],
       'transferEnv':[{'sourceContainerName':'main','envName':'CHECKOUT_SETTING_07'}]}]}\
      """;
  private static final String MESH =
      """
      {'containers':[{'name':'mesh','image':'registry.shop/mesh:12','podInjectPolicy':'AfterAppContainer',
       'env':[{'name':'MODE','value':'sidecar'}],'shareVolumePolicy':{'type':'enabled'}}]}\
      """;
  private static final String METRICS =
      """
      {'containers':[{'name':'metrics','image':'registry.shop/metrics:2','ports':[{'containerPort':9102,'protocol':'TCP'}]}],
       'imagePullSecrets':[{'name':'registry'}]}\
      """;

  private static SidecarSetView set(String name, String label, String value, String spec) {
    Json.Obj selector = Json.Obj.EMPTY.with("matchLabels", Json.Obj.EMPTY.with(label, value));
    Json.Obj filled =
        SidecarSetFilling.fill(
            Json.Obj.EMPTY.with("spec", json(spec).with("selector", selector)), Optional.empty());
    ObjectMeta meta =
        new ObjectMeta(
            new ObjectKey("", name),
            "uid-" + name,
            1,
            1,
            Map.of(),
            texts(filled.object("metadata", "annotations")),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            List.of());
    Json.Obj status = Json.Obj.EMPTY.with("latestRevision", name + "-7d9c8b6f5");
    return new SidecarSetView(meta, filled.object("spec"), status);
  }

  private static Map<String, String> texts(Json.Obj object) {
    return object.fields().entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().text().orElseThrow()));
  }
}
