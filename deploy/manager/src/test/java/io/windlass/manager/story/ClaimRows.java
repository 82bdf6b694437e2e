package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows about the claims of pods. */
final class ClaimRows {
  private static final String TEMPLATES =
      """
      volumeClaimTemplates: [
        {metadata: {name: data}, spec: {accessModes: [ReadWriteOnce],
          resources: {requests: {storage: %1$s}}}},
        {metadata: {name: logs}, spec: {accessModes: [ReadWriteOnce],
          resources: {requests: {storage: %1$s}}}}]\
      """;

  private ClaimRows() {}

  static void reuse(Scene scene) {
    String spec = TEMPLATES.formatted("1Gi") + ", " + scene.edition().claimsAreReused(true);
    Shop shop = scene.open("claims", 4, "ReCreate", "", "spec: {" + spec + "}");
    Set<String> ids = ids(shop.awaitRolledOut(4));
    Set<String> claims = uids(claims(scene, "claims"));
    assertThat(claims).hasSize(8);

    deleteAll(scene, shop);
    assertThat(ids(shop)).isEqualTo(ids);
    assertThat(uids(claims(scene, "claims"))).isEqualTo(claims);
    assertThat(claims(scene, "claims")).allMatch(claim -> isOwnedBy(shop, claim));

    shop.edit("{" + scene.edition().claimsAreReused(false) + "}").awaitSeen();
    deleteAll(scene, shop);
    assertThat(ids(shop)).doesNotContainAnyElementsOf(ids);
    Scene.until(() -> assertThat(claims(scene, "claims")).hasSize(8));
    assertThat(uids(claims(scene, "claims"))).doesNotContainAnyElementsOf(claims);
    assertThat(claims(scene, "claims")).allMatch(claim -> isOwnedBy(shop, claim));
    shop.awaitProgress("CloneSetAvailable");
  }

  static void otherTemplates(Scene scene) {
    String spec = "spec: {" + TEMPLATES.formatted("1Gi") + "}";
    Shop shop = scene.open("sizes", 2, Scene.IN_PLACE, "maxUnavailable: 2", spec);
    List<Pod> first = shop.awaitRolledOut(2).pods();

    shop.edit("{" + TEMPLATES.formatted("2Gi") + ", " + image("shop:2") + "}");
    List<Pod> second = anew(scene, shop, first, "2Gi");

    shop.edit("{" + TEMPLATES.formatted("3Gi") + "}").awaitSeen();
    assertThat(Scene.uids(shop.pods())).as("claims alone").isEqualTo(Scene.uids(second));
    shop.edit("{" + image("shop:3") + "}");
    List<Pod> third = anew(scene, shop, second, "3Gi");

    shop.edit("{updateStrategy: " + scene.edition().strategy("InPlaceOnly", "") + "}");
    shop.edit("{" + image("shop:4") + "}");
    Scene.until(() -> assertThat(shop.running("shop:4")).isEqualTo(2));
    shop.edit("{" + TEMPLATES.formatted("4Gi") + ", " + image("shop:5") + "}");
    Scene.until(() -> assertThat(shop.running("shop:5")).isEqualTo(2));
    shop.awaitRolledOut(2);
    assertThat(Scene.uids(shop.pods())).isEqualTo(Scene.uids(third));
    assertThat(sizes(scene, "sizes")).containsOnly("3Gi");
  }

  private static List<Pod> anew(Scene scene, Shop shop, List<Pod> old, String size) {
    Scene.awaitGone(shop, old);
    shop.awaitRolledOut(2);
    Scene.until(() -> assertThat(sizes(scene, "sizes")).containsOnly(size).hasSize(4));
    return shop.pods();
  }

  private static String image(String image) {
    return "template: {spec: {containers: [{name: main, image: '%s'}]}}".formatted(image);
  }

  private static void deleteAll(Scene scene, Shop shop) {
    List<Pod> pods = shop.pods();
    scene.delete(pods);
    Scene.awaitGone(shop, pods);
    Scene.until(() -> assertThat(shop.pods()).hasSize(pods.size()).allMatch(Shop::isReady));
    shop.awaitRolledOut(pods.size());
  }

  private static Set<String> ids(Shop shop) {
    return shop.pods().stream()
        .map(pod -> pod.getMetadata().getLabels().get("apps.kruise.io/cloneset-instance-id"))
        .collect(Collectors.toSet());
  }

  private static List<PersistentVolumeClaim> claims(Scene scene, String shop) {
    return scene
        .cluster()
        .client()
        .persistentVolumeClaims()
        .withLabel("app", shop)
        .list()
        .getItems();
  }

  private static Set<String> uids(List<PersistentVolumeClaim> claims) {
    return claims.stream().map(claim -> claim.getMetadata().getUid()).collect(Collectors.toSet());
  }

  private static List<String> sizes(Scene scene, String shop) {
    return claims(scene, shop).stream()
        .map(claim -> String.valueOf(claim.getSpec().getResources().getRequests().get("storage")))
        .toList();
  }

  private static boolean isOwnedBy(Shop shop, PersistentVolumeClaim claim) {
    String owner = shop.resource().get().getMetadata().getUid();
    return claim.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> reference.getUid().equals(owner) && reference.getController());
  }
}
