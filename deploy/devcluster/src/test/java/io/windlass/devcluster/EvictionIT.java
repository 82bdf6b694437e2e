package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Evictions within the budgets of pods. */
@ExtendWith(SharedCluster.class)
final class EvictionIT {
  private static final String PODS = "/api/v1/namespaces/{ns}/pods";
  private static final String BUDGETS = "/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets";

  private final TestCluster cluster;

  EvictionIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  /** A pod that runs, or is said to, as nobody's kubelet sees it. */
  private void pod(String name, String app, String ready) {
    String spec = "{'schedulerName':'none','containers':[{'name':'a','image':'b'}]}";
    send(
        "POST " + PODS,
        "{'metadata':{'name':'%s','labels':{'ev':'%s'}},'spec':%s}".formatted(name, app, spec));
    send(
        "MERGE " + PODS + "/" + name + "/status",
        "{'status':{'phase':'Running','conditions':[{'type':'Ready','status':'%s'}]}}"
            .formatted(ready));
  }

  /** A budget whose status says what its controller would say. */
  private void budget(String name, String app, int minAvailable, int healthy) {
    send(
        "POST " + BUDGETS,
        "{'metadata':{'name':'%s'},'spec':{'minAvailable':%d,'selector':{'matchLabels':{'ev':'%s'}}}}"
            .formatted(name, minAvailable, app));
    int allowed = Math.max(0, healthy - minAvailable);
    send(
        "MERGE " + BUDGETS + "/" + name + "/status",
        "{'status':{'observedGeneration':1,'disruptionsAllowed':%d,'currentHealthy':%d,'desiredHealthy':%d,'expectedPods':2}}"
            .formatted(allowed, healthy, minAvailable));
    cluster.eventually(() -> allowed(name) == allowed);
  }

  private int allowed(String budget) {
    return send("GET " + BUDGETS + "/" + budget, "")
        .body()
        .at("/status/disruptionsAllowed")
        .asInt();
  }

  private Answer evict(String pod, String query) {
    return send(
        "POST " + PODS + "/" + pod + "/eviction" + query,
        "{'apiVersion':'policy/v1','kind':'Eviction','metadata':{'name':'%s'}}".formatted(pod));
  }

  private boolean isGone(String pod) {
    return send("GET " + PODS + "/" + pod, "").code() == 404;
  }

  @Test
  void withoutABudgetAPodGoes() {
    pod("ev-free", "free", "True");
    Answer evicted = evict("ev-free", "");
    assertThat(evicted.code()).isEqualTo(201);
    assertThat(evicted.text("status")).isEqualTo("Success");
    assertThat(isGone("ev-free")).isTrue();
    assertThat(evict("ev-free", "").code()).isEqualTo(404);
    Answer other = send("POST " + PODS + "/x/eviction", "{'metadata':{'name':'y'}}");
    assertThat(other.text("message"))
        .isEqualTo("name in URL does not match name in Eviction object");
  }

  @Test
  void aBudgetGivesWhatItHasAndNoMore() {
    pod("ev-a", "two", "True");
    pod("ev-b", "two", "True");
    budget("ev-two", "two", 1, 2);
    assertThat(evict("ev-a", "?dryRun=All").code()).isEqualTo(201);
    assertThat(isGone("ev-a")).isFalse();
    assertThat(allowed("ev-two")).isEqualTo(1);
    assertThat(evict("ev-a", "").code()).isEqualTo(201);
    assertThat(isGone("ev-a")).isTrue();
    cluster.eventually(() -> allowed("ev-two") == 0);
    Answer refused = evict("ev-b", "");
    assertThat(refused.code()).isEqualTo(429);
    assertThat(refused.text("reason")).isEqualTo("TooManyRequests");
    assertThat(refused.text("message"))
        .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
    assertThat(Contract.at(refused, "/details/causes/0/reason")).isEqualTo("DisruptionBudget");
    assertThat(Contract.at(refused, "/details/causes/0/message"))
        .startsWith("The disruption budget ev-two needs 1 healthy pods and has ");
    assertThat(isGone("ev-b")).isFalse();
  }

  @Test
  void anUnhealthyPodMayGoWhenTheOthersAreEnough() {
    pod("ev-sick", "sick", "False");
    pod("ev-well", "sick", "True");
    budget("ev-sick", "sick", 1, 1);
    assertThat(evict("ev-well", "").code()).isEqualTo(429);
    assertThat(evict("ev-sick", "").code()).isEqualTo(201);
  }

  @Test
  void anUnhealthyPodMayAlwaysGoIfTheBudgetSaysSo() {
    pod("ev-ill", "ill", "False");
    budget("ev-ill", "ill", 1, 0);
    assertThat(evict("ev-ill", "").code()).isEqualTo(429);
    String always = "{'spec':{'unhealthyPodEvictionPolicy':'AlwaysAllow'}}";
    send("MERGE " + BUDGETS + "/ev-ill", always);
    assertThat(evict("ev-ill", "").code()).isEqualTo(201);
  }

  @Test
  void twoBudgetsForOnePodAreAnError() {
    pod("ev-torn", "torn", "True");
    budget("ev-torn-1", "torn", 1, 1);
    budget("ev-torn-2", "torn", 1, 1);
    Answer refused = evict("ev-torn", "");
    assertThat(refused.code()).isEqualTo(500);
    assertThat(refused.text("message"))
        .startsWith("This pod has more than one PodDisruptionBudget");
  }
}
