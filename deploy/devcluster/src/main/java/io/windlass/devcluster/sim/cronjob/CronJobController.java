package io.windlass.devcluster.sim.cronjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.object.Timestamps;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.Controlling;
import io.windlass.devcluster.sim.workload.PodWriter;
import io.windlass.devcluster.sim.workload.WorkloadLoop;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the Jobs of CronJobs when they are due. A step costs O(Jobs of the CronJob). */
public final class CronJobController implements Census.Observer, Part {
  private final ControllerClient client;
  private final ResourceType cronJobs;
  private final ResourceType jobs;
  private final WorkloadLoop loop;

  public CronJobController(Surroundings surroundings, boolean warningsOnly) {
    this.client = new ControllerClient(surroundings, "cronjob-controller", warningsOnly);
    this.cronJobs = client.type("batch/v1", "cronjobs");
    this.jobs = client.type("batch/v1", "jobs");
    this.loop = new WorkloadLoop(cronJobs, surroundings, this::step);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    loop.observe(type, event);
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Meta.Key key) {
    Optional<ObjectNode> cronJob = client.find(cronJobs, key);
    if (cronJob.isEmpty() || Meta.of(cronJob.get()).deleted().isPresent()) {
      return Optional.empty();
    }
    return step(cronJob.get());
  }

  private Optional<Instant> step(ObjectNode cronJob) {
    String uid = Meta.of(cronJob).uid();
    List<ObjectNode> own =
        new ArrayList<>(
            client.dependents(jobs, Meta.of(cronJob)).stream()
                .filter(job -> Controlling.of(job).filter(c -> c.uid().equals(uid)).isPresent())
                .toList());
    ObjectNode status = cronJob.withObjectProperty("status").deepCopy();
    noteEnds(cronJob, own, status);
    tidy(cronJob, own);
    Optional<Instant> look = schedule(cronJob, own, status);
    putActive(own, status);
    client.writeStatus(cronJobs, cronJob, status);
    return look;
  }

  /** Tells of Jobs that were active and are not any more. */
  private void noteEnds(ObjectNode cronJob, List<ObjectNode> own, ObjectNode status) {
    for (JsonNode reference : status.path("active")) {
      String name = reference.path("name").asText();
      Optional<ObjectNode> job =
          own.stream().filter(j -> Meta.of(j).key().name().equals(name)).findFirst();
      if (job.isEmpty()) {
        tell(cronJob, "MissingJob", "Active job went missing: " + name);
      } else if (CronJobs.ended(job.get()).isPresent()) {
        String how = CronJobs.ended(job.get()).get();
        tell(
            cronJob,
            "SawCompletedJob",
            "Saw completed job: %s, condition: %s".formatted(name, how));
      }
    }
    own.stream()
        .map(job -> job.at("/status/completionTime").asText())
        .filter(time -> time.compareTo(status.path("lastSuccessfulTime").asText()) > 0)
        .max(String::compareTo)
        .ifPresent(time -> status.put("lastSuccessfulTime", time));
  }

  private void tidy(ObjectNode cronJob, List<ObjectNode> own) {
    JsonNode spec = cronJob.path("spec");
    List<ObjectNode> old = new ArrayList<>();
    old.addAll(CronJobs.superfluous(own, "Complete", spec.path("successfulJobsHistoryLimit")));
    old.addAll(CronJobs.superfluous(own, "Failed", spec.path("failedJobsHistoryLimit")));
    old.forEach(job -> delete(cronJob, job));
    own.removeAll(old);
  }

  private Optional<Instant> schedule(ObjectNode cronJob, List<ObjectNode> own, ObjectNode status) {
    JsonNode spec = cronJob.path("spec");
    Optional<CronSchedule> schedule = CronSchedule.parse(spec.path("schedule").asText());
    Optional<ZoneId> zone = zone(cronJob);
    if (spec.path("suspend").asBoolean() || zone.isEmpty()) {
      return Optional.empty();
    }
    if (schedule.isEmpty()) {
      warn(cronJob, "UnparseableSchedule", "unparseable schedule: \"%s\"", "schedule");
      return Optional.empty();
    }
    Instant now = client.now();
    Optional<Duration> deadline =
        spec.path("startingDeadlineSeconds").isNumber()
            ? Optional.of(Duration.ofSeconds(spec.path("startingDeadlineSeconds").asLong()))
            : Optional.empty();
    Instant since =
        Meta.moment(status.path("lastScheduleTime"))
            .or(() -> Meta.moment(cronJob.at("/metadata/creationTimestamp")))
            .orElse(now);
    DueTime due = DueTime.find(schedule.get(), zone.get(), since, deadline, now);
    if (due.missed() > DueTime.MOST_MISSED) {
      String message =
          "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check"
              + " clock skew";
      client.announce(cronJob, Notice.warning("TooManyMissedTimes", message));
    }
    due.due().ifPresent(at -> run(cronJob, own, status, at));
    return schedule.get().next(now, zone.get());
  }

  private Optional<ZoneId> zone(ObjectNode cronJob) {
    try {
      return Optional.of(CronJobs.zone(cronJob));
    } catch (DateTimeException _) {
      warn(cronJob, "UnknownTimeZone", "invalid timeZone: \"%s\"", "timeZone");
      return Optional.empty();
    }
  }

  private void run(ObjectNode cronJob, List<ObjectNode> own, ObjectNode status, Instant due) {
    List<ObjectNode> active = own.stream().filter(j -> CronJobs.ended(j).isEmpty()).toList();
    String policy = cronJob.at("/spec/concurrencyPolicy").asText();
    if (policy.equals("Forbid") && !active.isEmpty()) {
      String message =
          "Not starting job because prior execution is running and concurrency policy is Forbid";
      tell(cronJob, "JobAlreadyActive", message);
      return;
    }
    if (policy.equals("Replace")) {
      active.forEach(job -> delete(cronJob, job));
      own.removeAll(active);
    }
    try {
      ObjectNode job = client.create(jobs, CronJobs.job(cronJob, due));
      own.add(job);
      tell(cronJob, "SuccessfulCreate", "Created job " + Meta.of(job).key().name());
    } catch (ApiException e) {
      if (e.code() != 409) {
        refused(cronJob, e);
      }
    }
    status.put("lastScheduleTime", Timestamps.text(due));
  }

  private void refused(ObjectNode cronJob, ApiException e) {
    if (!PodWriter.isNamespaceGoing(e)) {
      String message = "Error creating job: " + e.getMessage();
      client.announce(cronJob, Notice.warning("FailedCreate", message));
    }
    throw e;
  }

  private static void putActive(List<ObjectNode> own, ObjectNode status) {
    JsonNode before = status.path("active").deepCopy();
    var active = status.putArray("active");
    own.stream()
        .filter(job -> CronJobs.ended(job).isEmpty())
        .forEach(job -> active.add(known(before, job).orElseGet(() -> CronJobs.reference(job))));
    if (active.isEmpty()) {
      status.remove("active");
    }
  }

  private static Optional<ObjectNode> known(JsonNode references, ObjectNode job) {
    return references
        .valueStream()
        .filter(reference -> reference.path("uid").asText().equals(Meta.of(job).uid()))
        .map(reference -> (ObjectNode) reference)
        .findFirst();
  }

  private void delete(ObjectNode cronJob, ObjectNode job) {
    if (client.delete(jobs, Meta.of(job))) {
      tell(cronJob, "SuccessfulDelete", "Deleted job " + Meta.of(job).key().name());
    }
  }

  private void tell(ObjectNode cronJob, String reason, String message) {
    client.announce(cronJob, Notice.normal(reason, message));
  }

  private void warn(ObjectNode cronJob, String reason, String message, String field) {
    String value = cronJob.at("/spec/" + field).asText();
    client.announce(cronJob, Notice.warning(reason, message.replace("%s", value)));
  }
}
