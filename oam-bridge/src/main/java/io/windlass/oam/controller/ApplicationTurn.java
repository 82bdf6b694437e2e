package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Objects.Answer;
import io.windlass.oam.cluster.Surroundings;
import io.windlass.oam.cluster.Surroundings.Chosen;
import io.windlass.oam.controller.Gathering.Gathered;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.model.Identity;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.status.ApplicationStatus;
import io.windlass.oam.status.ApplicationStatus.Leftover;
import io.windlass.oam.status.Inventory;
import io.windlass.oam.status.Landed;
import io.windlass.oam.status.Landed.Outcome;
import io.windlass.oam.translate.Inputs;
import io.windlass.oam.translate.Live;
import io.windlass.oam.translate.Translation;
import io.windlass.oam.translate.Translator;
import io.windlass.oam.translate.Unsatisfied;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at one application: gather, translate, apply, remove, report. Thread-safe; blocks. */
final class ApplicationTurn {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationTurn.class);
  private static final String ONLY_VERSION = "app.oam.dev/controller-version-require";

  private final Objects objects;
  private final Surroundings surroundings;
  private final Setup setup;
  private final Gathering gathering;
  private final Applying applying;
  private final Pruning pruning;
  private final Finalizer finalizer;

  /**
   * How it works.
   *
   * @param guarded whether admission checks each document before it is stored; without it only the
   *     namespaces that the environment lists are looked after
   * @param version of this bridge
   * @param appears told of each kind that is about to be made, so that it can be watched
   * @param passwords of Secrets that are generated
   */
  record Setup(
      boolean guarded,
      String version,
      Ticker ticker,
      Term term,
      Appears appears,
      Passwords passwords) {}

  /** Hears of kinds. */
  @FunctionalInterface
  interface Appears {
    void kind(Kind kind);
  }

  /** What a turn says of the next one. */
  enum Next {
    /** Nothing is left to do until something changes. */
    REST,
    /** Something is on its way that no watch may tell. */
    LOOK_AGAIN,
    /** Something failed that may succeed. */
    RETRY
  }

  ApplicationTurn(Objects objects, Surroundings surroundings, Setup setup) {
    this.objects = objects;
    this.surroundings = surroundings;
    this.setup = setup;
    this.gathering = new Gathering(objects);
    this.applying = new Applying(objects, setup.passwords());
    this.pruning = new Pruning(objects);
    this.finalizer = new Finalizer(objects);
  }

  /** Looks at one. */
  Next run(Json.Obj document) {
    Identity application = identity(document);
    if (document.at("metadata", "deletionTimestamp").isPresent()) {
      return leave(document, application);
    }
    if (!isForUs(document)) {
      return Next.REST;
    }
    return switch (surroundings.environment()) {
      case Chosen.None(String why) -> hold(document, application, "NoEnvironment", why);
      case Chosen.One(Environment environment)
          when !setup.guarded() && !environment.namespaces().contains(application.namespace()) ->
          hold(
              document,
              application,
              "NamespaceNotListed",
              "without webhooks the bridge works only in the namespaces that Environment %s lists"
                  .formatted(environment.name()));
      case Chosen.One(Environment environment) -> act(document, application, environment);
    };
  }

  /** An application is no more. */
  void forget(String uid) {
    applying.forget(uid);
  }

  private boolean isForUs(Json.Obj document) {
    return document
        .text("metadata", "annotations", ONLY_VERSION)
        .filter(version -> !version.equals(setup.version()))
        .isEmpty();
  }

  private static Identity identity(Json.Obj document) {
    Json.Obj metadata = document.object("metadata");
    return new Identity(
        metadata.text("namespace").orElse(""),
        metadata.text("name").orElse(""),
        metadata.text("uid").orElse(""),
        Map.of(),
        Map.of());
  }

  private Next act(Json.Obj document, Identity application, Environment environment) {
    Gathered gathered = gathering.of(application.namespace(), document);
    if (gathered.silence().isPresent()) {
      return hold(document, application, "Unreadable", gathered.silence().get());
    }
    Translation translation = translated(document, application, gathered, environment);
    Inventory before = Inventory.of(document.object("status"));
    if (translation.refused()) {
      return report(
          document,
          application,
          new ApplicationStatus(generation(document), translation, List.of(), List.of(), before));
    }
    Inventory wanted = Inventory.of(translation.objects());
    if (!announced(document, application, translation, before.with(wanted))) {
      return Next.RETRY;
    }
    List<Landed> landed = new ArrayList<>();
    for (Rendered object : translation.objects()) {
      if (!setup.term().isCurrent()) {
        return Next.RETRY;
      }
      setup.appears().kind(object.ref().kind());
      landed.add(applying.apply(object, application));
    }
    List<ObjectRef> kept = waiting(translation, before);
    List<Leftover> leftovers = new ArrayList<>();
    List<ObjectRef> left = new ArrayList<>(kept);
    for (ObjectRef gone : before.without(wanted.with(kept))) {
      Optional<Leftover> leftover = pruning.remove(gone, application);
      leftover.ifPresent(leftovers::add);
      leftover.ifPresent(_ -> left.add(gone));
    }
    Inventory after = wanted.with(left);
    return report(
        document,
        application,
        new ApplicationStatus(generation(document), translation, landed, leftovers, after));
  }

  /** What waits for a value is not made, but what is there already of it stays. */
  private static List<ObjectRef> waiting(Translation translation, Inventory before) {
    return translation.unsatisfied().stream()
        .map(Unsatisfied::to)
        .filter(before.refs()::contains)
        .toList();
  }

  /** Values that pass between objects are looked up once it is known which. */
  private Translation translated(
      Json.Obj document, Identity application, Gathered gathered, Environment environment) {
    Translation first = translated(document, gathered, environment, Live.nothing());
    if (first.unsatisfied().isEmpty()) {
      return first;
    }
    Map<ObjectRef, Json.Obj> live = new HashMap<>();
    for (Unsatisfied each : first.unsatisfied()) {
      if (objects.get(application.namespace(), each.from()) instanceof Answer.There(Json.Obj it)) {
        live.put(each.from(), it);
      }
    }
    return translated(document, gathered, environment, new Live(live));
  }

  private Translation translated(
      Json.Obj document, Gathered gathered, Environment environment, Live live) {
    return Translator.translate(
        new Inputs(
            document,
            gathered.components(),
            gathered.revisions(),
            new Inputs.Place(surroundings.catalogue(), environment, surroundings.served(), live)));
  }

  /** Lists what is about to be made, and holds the document where nothing else could remove it. */
  private boolean announced(
      Json.Obj document, Identity application, Translation translation, Inventory all) {
    boolean outside = translation.objects().stream().anyMatch(Rendered::clusterScoped);
    if (outside
        && !Finalizer.isSet(document)
        && !(finalizer.set(document, application, true) instanceof Answer.There)) {
      return false;
    }
    Inventory before = Inventory.of(document.object("status"));
    if (before.refs().containsAll(all.refs())) {
      return true;
    }
    Json.Obj patch = Json.Obj.EMPTY.with("status", Json.Obj.EMPTY.with("inventory", all.json()));
    return write(application, patch) instanceof Answer.There;
  }

  private Next report(Json.Obj document, Identity application, ApplicationStatus status) {
    Json.Obj before = document.object("status");
    Json.Obj after = status.json(before, setup.ticker().now());
    Json.Obj change = JsonMerge.between(before.with("inventory", Json.of(List.of())), after);
    if (!after.equals(before)) {
      LOG.atInfo()
          .addKeyValue("namespace", application.namespace())
          .addKeyValue("name", application.name())
          .addKeyValue("phase", status.phase())
          .addKeyValue("message", status.message())
          .log("an application has moved on");
      if (!(write(application, Json.Obj.EMPTY.with("status", change)) instanceof Answer.There)) {
        return Next.RETRY;
      }
    }
    if (isUnheld(document, status)) {
      finalizer.set(document, application, false);
    }
    return next(status);
  }

  private static boolean isUnheld(Json.Obj document, ApplicationStatus status) {
    Predicate<Landed> isOutside = each -> each.rendered().clusterScoped();
    return Finalizer.isSet(document)
        && !status.translation().refused()
        && status.leftovers().isEmpty()
        && status.landed().stream().noneMatch(isOutside);
  }

  private static Next next(ApplicationStatus status) {
    boolean failed =
        !status.leftovers().isEmpty()
            || status.landed().stream().anyMatch(it -> it.outcome() instanceof Outcome.Failed);
    if (failed) {
      return Next.RETRY;
    }
    return status.isSettled() ? Next.REST : Next.LOOK_AGAIN;
  }

  private Answer write(Identity application, Json.Obj patch) {
    Json.Obj guarded = patch.with("metadata", Json.Obj.EMPTY.with("uid", application.uid()));
    return objects.merge(
        application.namespace(),
        new ObjectRef(Finalizer.APPLICATION, application.name()),
        "/status",
        guarded);
  }

  private static long generation(Json.Obj document) {
    return document.number("metadata", "generation").orElse(0L);
  }

  /** Nothing is done for it, and its status says why. */
  private Next hold(Json.Obj document, Identity application, String reason, String why) {
    Json.Obj status = ApplicationStatus.held(document, reason, why, setup.ticker().now());
    if (!status.equals(document.object("status"))) {
      write(
          application,
          Json.Obj.EMPTY.with("status", JsonMerge.between(document.object("status"), status)));
    }
    return Next.RETRY;
  }

  /** Removes what no owner reference removes, and lets the document go. */
  private Next leave(Json.Obj document, Identity application) {
    if (!Finalizer.isSet(document)) {
      return Next.REST;
    }
    boolean isLeft = true;
    for (ObjectRef ref : Inventory.of(document.object("status")).refs().reversed()) {
      isLeft &= pruning.remove(ref, application).isEmpty();
    }
    return isLeft && finalizer.set(document, application, false) instanceof Answer.There
        ? Next.REST
        : Next.RETRY;
  }
}
