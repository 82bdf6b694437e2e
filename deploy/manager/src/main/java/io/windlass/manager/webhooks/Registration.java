package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the cluster is told about the webhooks, by server-side apply under a field manager of its
 * own: the configurations, and in each definition of a type the versions and how to convert them.
 * Every replica tells the same. Thread-safe.
 */
final class Registration {
  static final String CONFIGURATION = "windlass";
  private static final String POD_CONFIGURATION = "windlass-pods";
  private static final String AUTOSCALING_CONFIGURATION = "windlass-autoscaling";
  private static final List<String> KINDS =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");
  private static final String FIELD_MANAGER = "windlass-webhooks";
  private static final String HOOKS_API = "admissionregistration.k8s.io/v1";
  private static final String TYPES_API = "apiextensions.k8s.io/v1";

  private final KubernetesClient client;
  private final Hooks hooks;

  Registration(KubernetesClient client, Hooks hooks) {
    this.client = client;
    this.hooks = hooks;
  }

  /** Tells all of it but the webhook for pods. */
  void tell(Entrance entrance) {
    for (TwoVersionType type : hooks.types()) {
      String hub = type.hub().version();
      apply(
          TYPES_API,
          "CustomResourceDefinition",
          definition(type, type.both(hub), conversion(entrance.clientConfig(type.path()))));
    }
    configure(entrance);
  }

  private void configure(Entrance entrance) {
    configure(KINDS.getFirst(), true, entrance);
    configure(KINDS.getLast(), false, entrance);
    tellOfAutoscaling(entrance);
  }

  private void tellOfAutoscaling(Entrance entrance) {
    if (hooks.autoscaling().isEmpty()) {
      withdraw(KINDS.getLast(), AUTOSCALING_CONFIGURATION);
    } else {
      List<Json.Obj> webhooks =
          hooks.autoscaling().stream().map(hook -> webhook(hook, entrance)).toList();
      apply(
          HOOKS_API,
          KINDS.getLast(),
          named(AUTOSCALING_CONFIGURATION).with("webhooks", Json.of(webhooks)));
    }
  }

  /**
   * Tells again what somebody has deleted of the configurations. What others have changed in ours
   * is left to them, and nothing is told where the types have gone back to their older version.
   *
   * @param ofPods whether the webhook for pods has been told of
   * @return whether something was missing
   */
  boolean mend(Entrance entrance, boolean ofPods) {
    boolean whole = KINDS.stream().allMatch(this::hasEntries);
    boolean wholeOfPods =
        !ofPods
            || hooks.pods().stream()
                .allMatch(hook -> names(KINDS.getFirst(), POD_CONFIGURATION).contains(hook.name()));
    // Looked at last: who takes the webhooks back goes back to the older version before.
    if ((whole && wholeOfPods) || !hooks.types().stream().allMatch(this::hasHub)) {
      return false;
    }
    if (!whole) {
      configure(entrance);
    }
    if (!wholeOfPods) {
      tellOfPods(entrance);
    }
    return true;
  }

  private boolean hasEntries(String kind) {
    boolean mutates = kind.equals(KINDS.getFirst());
    List<String> wanted =
        hooks.admission().stream()
            .filter(hook -> hook.mutates() == mutates)
            .map(Hook::name)
            .toList();
    return names(kind, CONFIGURATION).containsAll(wanted);
  }

  private Set<String> names(String kind, String configuration) {
    return Optional.ofNullable(
            client.genericKubernetesResources(HOOKS_API, kind).withName(configuration).get())
        .map(found -> JsonText.parse(Serialization.asJson(found)).items("webhooks"))
        .orElse(List.of())
        .stream()
        .map(webhook -> webhook.text("name").orElse(""))
        .collect(Collectors.toSet());
  }

  /**
   * Tells about the webhook for pods, or takes it back if there is none. It has a configuration of
   * its own, which is there before a second manager has read what it needs for an answer.
   */
  void tellOfPods(Entrance entrance) {
    if (hooks.pods().isPresent()) {
      Json.Obj webhook = webhook(hooks.pods().get(), entrance);
      apply(
          HOOKS_API,
          KINDS.getFirst(),
          named(POD_CONFIGURATION).with("webhooks", Json.of(List.of(webhook))));
    } else {
      withdraw(KINDS.getFirst(), POD_CONFIGURATION);
    }
  }

  /** Whether a type has its second version. */
  boolean hasHub(TwoVersionType type) {
    return installed(type).items("spec", "versions").size() > 1;
  }

  private Json installed(TwoVersionType type) {
    GenericKubernetesResource found =
        client
            .genericKubernetesResources(TYPES_API, "CustomResourceDefinition")
            .withName(type.name())
            .get();
    return JsonText.parse(Serialization.asJson(found));
  }

  /** Lets objects be stored in the older version again, while both are still served. */
  void storeOlder(TwoVersionType type) {
    Json json = installed(type);
    apply(
        TYPES_API,
        "CustomResourceDefinition",
        definition(type, type.both(type.olderVersion()), json.object("spec", "conversion")));
  }

  /** Leaves the older version alone. */
  void dropHub(TwoVersionType type) {
    apply(
        TYPES_API,
        "CustomResourceDefinition",
        definition(type, type.alone(), Json.Obj.EMPTY.with("strategy", "None")));
  }

  /** Takes the webhooks back. */
  void forget() {
    withdraw(KINDS.getFirst(), POD_CONFIGURATION);
    withdraw(KINDS.getLast(), AUTOSCALING_CONFIGURATION);
    KINDS.forEach(kind -> withdraw(kind, CONFIGURATION));
  }

  // What others have put beside our entries stays.
  private void withdraw(String kind, String name) {
    var configuration = client.genericKubernetesResources(HOOKS_API, kind).withName(name);
    if (configuration.get() == null) {
      return;
    }
    apply(HOOKS_API, kind, named(name));
    GenericKubernetesResource left = configuration.get();
    if (left != null && JsonText.parse(Serialization.asJson(left)).items("webhooks").isEmpty()) {
      configuration.delete();
    }
  }

  private static Json.Obj definition(TwoVersionType type, List<Json> versions, Json.Obj convert) {
    return named(type.name())
        .with(
            "spec", Json.Obj.EMPTY.with("versions", Json.of(versions)).with("conversion", convert));
  }

  private static Json.Obj conversion(Json.Obj clientConfig) {
    return Json.Obj.EMPTY
        .with("strategy", "Webhook")
        .with(
            "webhook",
            Json.Obj.EMPTY
                .with("conversionReviewVersions", Json.of(List.of(Json.of("v1"))))
                .with("clientConfig", clientConfig));
  }

  private void configure(String kind, boolean mutates, Entrance entrance) {
    List<Json.Obj> webhooks =
        hooks.admission().stream()
            .filter(hook -> hook.mutates() == mutates)
            .map(hook -> webhook(hook, entrance))
            .toList();
    apply(HOOKS_API, kind, named(CONFIGURATION).with("webhooks", Json.of(webhooks)));
  }

  private Json.Obj webhook(Hook hook, Entrance entrance) {
    Json.Obj rule =
        Json.Obj.EMPTY
            .with("apiGroups", texts(List.of(hook.kind().group())))
            .with("apiVersions", texts(List.of(hook.kind().version())))
            .with("resources", texts(List.of(hook.kind().plural())))
            .with("operations", texts(hook.operations()));
    Json.Obj webhook =
        Json.Obj.EMPTY
            .with("name", hook.name())
            .with("admissionReviewVersions", texts(List.of("v1")))
            .with("clientConfig", entrance.clientConfig(hook.path(), isOfPods(hook)))
            .with("matchPolicy", "Equivalent")
            .with("sideEffects", "None")
            .with("rules", Json.of(List.of(rule)));
    return hook.terms().onto(webhook);
  }

  private boolean isOfPods(Hook hook) {
    return hooks.pods().filter(hook::equals).isPresent();
  }

  private static Json texts(List<String> texts) {
    return Json.of(texts.stream().map(Json::of).toList());
  }

  private static Json.Obj named(String name) {
    return Json.Obj.EMPTY.with("metadata", Json.Obj.EMPTY.with("name", name));
  }

  private void apply(String apiVersion, String kind, Json.Obj object) {
    Json.Obj whole = object.with("apiVersion", apiVersion).with("kind", kind);
    client
        .genericKubernetesResources(apiVersion, kind)
        .resource(
            Serialization.unmarshal(JsonText.canonical(whole), GenericKubernetesResource.class))
        .fieldManager(FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
  }
}
