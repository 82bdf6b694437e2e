package io.windlass.devcluster.sim.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.PodCatalog;
import io.windlass.devcluster.sim.workload.PodSight;
import io.windlass.devcluster.sim.workload.PodWriter;
import io.windlass.devcluster.sim.workload.Selectors;
import io.windlass.devcluster.sim.workload.WorkloadLoop;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs Jobs: makes their pods, counts their ends, and removes Jobs whose time to live has passed. A
 * step costs O(pods of the Job).
 */
public final class JobController implements Census.Observer, Part {
  private static final int BURST = 500;

  private final ControllerClient client;
  private final PodCatalog catalog;
  private final PodWriter pods;
  private final ResourceType jobs;
  private final WorkloadLoop loop;

  public JobController(Surroundings surroundings, PodCatalog catalog, boolean warningsOnly) {
    this.client = new ControllerClient(surroundings, "job-controller", warningsOnly);
    this.catalog = catalog;
    this.pods = new PodWriter(client, catalog);
    this.jobs = client.type("batch/v1", "jobs");
    this.loop = new WorkloadLoop(jobs, surroundings, this::step);
    catalog.tell(this::podChanged);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    loop.observe(type, event);
  }

  @Override
  public void close() {
    loop.close();
  }

  private void podChanged(Optional<PodSight> before, Optional<PodSight> after) {
    loop.podChanged(before, after);
    after
        .filter(pod -> pod.notes().tracked() && pod.isDeleting())
        .filter(pod -> pod.controller().filter(c -> c.isA(jobs)).isEmpty() || isDeserted(pod))
        .ifPresent(this::release);
  }

  // Its Job went without counting it: nobody waits for its end.
  private boolean isDeserted(PodSight pod) {
    String uid = pod.controller().orElseThrow().uid();
    Meta.Key key =
        new Meta.Key(pod.meta().key().namespace(), pod.controller().orElseThrow().name());
    return client.find(jobs, key).filter(job -> Meta.of(job).uid().equals(uid)).isEmpty();
  }

  private void release(PodSight pod) {
    pods.change(pod, JobPods::withoutFinalizer);
  }

  private Optional<Instant> step(Meta.Key key) {
    Optional<ObjectNode> job = client.find(jobs, key);
    Optional<LabelSelector> selector = job.flatMap(j -> Selectors.of(j.at("/spec/selector")));
    if (selector.isEmpty() || job.get().at("/spec/managedBy").isTextual()) {
      return Optional.empty();
    }
    Optional<Instant> ended = JobStatus.ended(job.get().path("status"));
    if (ended.isEmpty() && Meta.of(job.get()).deleted().isEmpty()) {
      return live(job.get(), pods.claim(job.get(), selector.get()));
    }
    catalog.controlledBy(Meta.of(job.get()).uid()).stream()
        .filter(pod -> pod.notes().tracked() && (pod.isOver() || pod.isDeleting()))
        .forEach(this::release);
    return ended.flatMap(at -> afterlife(job.get(), at));
  }

  /** Deletes an ended Job when its time to live has passed. */
  private Optional<Instant> afterlife(ObjectNode job, Instant ended) {
    JsonNode seconds = job.at("/spec/ttlSecondsAfterFinished");
    if (!seconds.isNumber()) {
      return Optional.empty();
    }
    Instant due = ended.plusSeconds(seconds.asLong());
    if (due.isAfter(client.now())) {
      return Optional.of(due);
    }
    client.delete(jobs, Meta.of(job));
    return Optional.empty();
  }

  private Optional<Instant> live(ObjectNode job, List<PodSight> claimed) {
    JobSpec spec = JobSpec.of(job.path("spec"));
    FailurePolicy policy = new FailurePolicy(job.path("spec"));
    Instant now = client.now();
    JobStatus status = new JobStatus(job.path("status"), now);
    Optional<String> news = status.run(spec.suspended());
    JobTally tally = JobTally.of(spec, job.path("status"), claimed, policy);
    JobPlan.Started started =
        new JobPlan.Started(
            Meta.moment(status.document().path("startTime")),
            JobStatus.verdict(job.path("status")));
    JobPlan plan = JobPlan.next(spec, tally, policy, started, now);
    settle(job, status, tally);
    Optional<ApiException> failure = carryOut(job, plan);
    JobTally after = recounted(job, tally);
    status.count(spec, after);
    // Also pods that have just been stopped: they are counted first.
    boolean left = after.pods().stream().anyMatch(pod -> !pod.isOver() || pod.notes().tracked());
    plan.verdict().ifPresent(verdict -> status.conclude(verdict, left));
    client.writeStatus(jobs, job, status.document());
    announce(job, status, news);
    if (failure.isPresent()) {
      throw failure.get();
    }
    return plan.look();
  }

  /** Has each end counted once: noted in the status first, then let go. */
  private void settle(ObjectNode job, JobStatus status, JobTally tally) {
    if (tally.fresh().isEmpty()) {
      return;
    }
    JobStatus noting = new JobStatus(status.document(), client.now());
    noting.noteUncounted(tally.fresh());
    client.writeStatus(jobs, job, noting.document());
    tally.fresh().succeeded().forEach(this::release);
    tally.fresh().failed().forEach(this::release);
    tally.fresh().ignored().forEach(this::release);
  }

  private Optional<ApiException> carryOut(ObjectNode job, JobPlan plan) {
    try {
      boolean counts = plan.verdict().filter(v -> v.type().equals(JobPlan.FAILED)).isPresent();
      for (PodSight pod : plan.delete()) {
        if (!counts) {
          release(pod);
        }
        pods.delete(job, pod);
      }
      for (int index : plan.create().subList(0, Math.min(BURST, plan.create().size()))) {
        pods.create(job, JobPods.pod(job, index));
      }
      return Optional.empty();
    } catch (ApiException e) {
      return PodWriter.isNamespaceGoing(e) ? Optional.empty() : Optional.of(e);
    }
  }

  // What was counted stays counted; what runs or goes is looked at again after the writes.
  private JobTally recounted(ObjectNode job, JobTally counted) {
    List<PodSight> present = catalog.controlledBy(Meta.of(job).uid());
    return new JobTally(
        counted.succeeded(), counted.failed(), counted.done(), present, counted.fresh());
  }

  private void announce(ObjectNode job, JobStatus status, Optional<String> news) {
    news.ifPresent(
        reason ->
            client.announce(job, Notice.normal(reason, "Job " + reason.toLowerCase(Locale.ROOT))));
    if (JobStatus.ended(status.document()).isEmpty()) {
      return;
    }
    JobStatus.verdict(status.document())
        .ifPresent(
            verdict ->
                client.announce(
                    job,
                    verdict.type().equals(JobPlan.SUCCEEDED)
                        ? Notice.normal("Completed", "Job completed")
                        : Notice.warning(verdict.reason(), verdict.message())));
  }
}
