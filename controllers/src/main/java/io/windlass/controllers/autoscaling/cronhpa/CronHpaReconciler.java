package io.windlass.controllers.autoscaling.cronhpa;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.core.autoscaling.migrate.CronHpaMove;
import io.windlass.core.autoscaling.migrate.ServedCronHpa;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action.Announce;
import io.windlass.core.plan.Action.Severity;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.control.Reconciler;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers one CronHPA with what came of it, plans, and writes what differs. */
record CronHpaReconciler(
    CronHpaObjects objects, EventSink events, ZoneId zone, Ticker ticker, Term term)
    implements Reconciler<ObjectKey> {
  private static final ResourceKind KIND =
      new ResourceKind(
          "autoscaling.alibabacloud.com",
          "v1beta1",
          "CronHorizontalPodAutoscaler",
          "cronhorizontalpodautoscalers");
  private static final Logger LOG = LoggerFactory.getLogger(CronHpaReconciler.class);
  private static final Duration RIVAL_IS_ASKED_AFTER = Duration.ofSeconds(60);

  @Override
  public Outcome reconcile(ObjectKey key) {
    if (!term.isCurrent()) {
      return new Outcome.Done();
    }
    try {
      Optional<Json.Obj> source =
          objects.cronHpa(key).filter(it -> it.at("metadata", "deletionTimestamp").isEmpty());
      if (source.isEmpty()) {
        return new Outcome.Done();
      }
      if (objects.rivalRuns()) {
        LOG.atWarn()
            .log(
                "left alone while kubernetes-cronhpa-controller in kube-system runs: scale it to"
                    + " 0");
        return new Outcome.LookAgain(ticker.now().plus(RIVAL_IS_ASKED_AFTER));
      }
      write(key, source.get(), plan(key, source.get()));
      return new Outcome.Done();
    } catch (KubernetesClientException e) {
      return new Outcome.Retry(String.valueOf(e.getMessage()));
    }
  }

  private ServedCronHpa.Plan plan(ObjectKey key, Json.Obj source) {
    Optional<Json.Obj> hpa =
        CronHpaMove.pointsToHpa(source)
            ? source
                .text("spec", "scaleTargetRef", "name")
                .filter(name -> !name.isEmpty())
                .flatMap(name -> objects.hpa(new ObjectKey(key.namespace(), name)))
            : Optional.empty();
    return new ServedCronHpa(source, hpa, objects.autoscaler(key), zone, ticker.now()).plan();
  }

  private void write(ObjectKey key, Json.Obj source, ServedCronHpa.Plan plan) {
    if (!plan.status().equals(source.object("status"))) {
      objects.status(key, plan.status());
      plan.news().forEach(job -> announce(key, source, job));
    }
    plan.wanted()
        .ifPresent(
            wanted -> {
              objects.apply(key, wanted);
              LOG.atInfo().log("a CronHPA has become a TimedPodAutoscaler");
            });
    if (plan.pause()) {
      objects.pause(key);
      LOG.atInfo().log("a CronHPA is refused now, and its TimedPodAutoscaler paused");
    }
  }

  private void announce(ObjectKey key, Json.Obj source, Json job) {
    String state = job.text("state").orElse("");
    events.announce(
        new Announce(
            new Target(KIND, key),
            source.text("metadata", "uid").orElse(""),
            state.equals("Failed") ? Severity.WARNING : Severity.NORMAL,
            state,
            job.text("message").orElse("")));
  }
}
