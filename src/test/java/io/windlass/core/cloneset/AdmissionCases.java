package io.windlass.core.cloneset;

import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Violation;
import java.util.List;

/** CloneSets that webhooks are asked about, in short forms. */
final class AdmissionCases {
  static final String ALPHA = "apps.kruise.io/v1alpha1";
  static final String BETA = "apps.kruise.io/v1beta1";
  private static final String SHOP =
      """
      {'kind':'CloneSet','metadata':{'name':'shop','namespace':'n','uid':'u'},'spec':{'replicas':3,
       'selector':{'matchLabels':{'app':'a'}},'template':{'metadata':{'labels':{'app':'a'}},
       'spec':{'containers':[{'name':'main','image':'shop:1'}]}}}}\
      """;

  private AdmissionCases() {}

  static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }

  /** The shop with an edit of the whole object, as a merge patch. */
  static Json.Obj shop(String version, String edit) {
    Json.Obj plain = json(SHOP).with("apiVersion", version);
    return (Json.Obj) JsonMerge.apply(plain, json(edit));
  }

  static AdmissionRequest creation(Json.Obj object) {
    return request(Operation.CREATE, object, Json.Obj.EMPTY);
  }

  static AdmissionRequest change(Json.Obj before, Json.Obj now) {
    return request(Operation.UPDATE, now, before);
  }

  static AdmissionRequest deletion(Json.Obj before) {
    return request(Operation.DELETE, Json.Obj.EMPTY, before);
  }

  private static AdmissionRequest request(Operation operation, Json.Obj now, Json.Obj before) {
    Json.Obj known = now.fields().isEmpty() ? before : now;
    String version = known.text("apiVersion").orElse("");
    return new AdmissionRequest(
        "r", operation, version, new ObjectKey("n", "shop"), now, before, false);
  }

  /** A cluster with pods a of the shop, b of somebody else, c on its way out. */
  record FewPods(List<Violation> verdict) implements Surroundings {
    @Override
    public Found pod(ObjectKey key) {
      return switch (key.name()) {
        case "a" -> new Found.There(owned("u", "{}"));
        case "b" -> new Found.There(owned("v", "{}"));
        case "c" -> new Found.There(owned("u", "{'deletionTimestamp':'2026-01-01T00:00:00Z'}"));
        case "d" -> new Found.There(json("{'metadata':{'name':'d'}}"));
        case "lost" -> new Found.Unknown();
        default -> new Found.Missing();
      };
    }

    private static Json.Obj owned(String uid, String metadata) {
      String owner = "{'ownerReferences':[{'controller':true,'uid':'%s'}]}".formatted(uid);
      return Json.Obj.EMPTY.with("metadata", JsonMerge.apply(json(owner), json(metadata)));
    }

    @Override
    public List<Violation> dryRun(String namespace, Json.Obj pod) {
      return verdict;
    }
  }
}
