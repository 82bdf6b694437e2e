package io.windlass.controllers.autoscaling.calendar;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.core.autoscaling.calendar.CalendarReading;
import io.windlass.core.autoscaling.calendar.CalendarShelf;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The calendars of all autoscalers. ConfigMaps are not watched as such, there may be very many and
 * some are large: there is one watch for each <em>name</em> that autoscalers refer to, across the
 * namespaces in question, so a thousand teams with a calendar {@code holidays} cost one watch, and
 * a role may restrict reading to that name. A watch ends with its last user. Thread-safe; {@link
 * #shelf} asks the server only the first time a name is used.
 */
public final class CalendarReader implements AutoCloseable {
  /** A name that could not be read is not tried again for so long. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final Set<String> namespaces;
  private final Ticker ticker;
  private final Consumer<ObjectKey> wake;
  private final Map<ObjectKey, Set<String>> used = new ConcurrentHashMap<>();
  private final Map<String, Reading> byName = new ConcurrentHashMap<>();

  private sealed interface Reading {
    /** It is watched. */
    record Watched(NamedCalendars calendars) implements Reading {}

    /** It could not be read. */
    record Failed(String why, Instant until) implements Reading {}
  }

  /**
   * Reads nothing yet.
   *
   * @param namespaces none for all
   * @param wake told of each autoscaler one of whose calendars has changed, on a thread of the
   *     watch
   */
  public CalendarReader(
      KubernetesClient client, Set<String> namespaces, Ticker ticker, Consumer<ObjectKey> wake) {
    this.client = client;
    this.namespaces = Set.copyOf(namespaces);
    this.ticker = ticker;
    this.wake = wake;
  }

  /** The calendars that an autoscaler refers to now; it is woken when one of them changes. */
  public CalendarShelf shelf(ObjectKey autoscaler, AutoscalerSpec spec) {
    Set<String> names = CalendarShelf.names(spec);
    if (names.isEmpty()) {
      forget(autoscaler);
      return CalendarShelf.EMPTY;
    }
    Set<String> before = used.put(autoscaler, names);
    if (before != null && !names.containsAll(before)) {
      closeUnused();
    }
    Map<String, CalendarReading> readings = new HashMap<>();
    names.forEach(name -> readings.put(name, read(autoscaler.namespace(), name)));
    return new CalendarShelf(readings);
  }

  /** An autoscaler is no more, or refers to no calendar any more. */
  public void forget(ObjectKey autoscaler) {
    if (used.remove(autoscaler) != null) {
      closeUnused();
    }
  }

  private CalendarReading read(String namespace, String name) {
    return switch (byName.compute(name, (_, there) -> opened(name, Optional.ofNullable(there)))) {
      case Reading.Watched(NamedCalendars calendars) -> calendars.in(namespace);
      case Reading.Failed(String why, var _) -> new CalendarReading.Unreadable(why);
    };
  }

  private Reading opened(String name, Optional<Reading> there) {
    return there.filter(this::isStillGood).orElseGet(() -> open(name));
  }

  private boolean isStillGood(Reading reading) {
    return switch (reading) {
      case Reading.Watched _ -> true;
      case Reading.Failed(var _, Instant until) -> ticker.now().isBefore(until);
    };
  }

  private Reading open(String name) {
    try {
      return new Reading.Watched(NamedCalendars.open(client, namespaces, name, this::wakeUsers));
    } catch (KubernetesClientException e) {
      return new Reading.Failed(String.valueOf(e.getMessage()), ticker.now().plus(PAUSE));
    }
  }

  private void wakeUsers(ConfigMap changed) {
    String namespace = changed.getMetadata().getNamespace();
    String name = changed.getMetadata().getName();
    used.forEach(
        (autoscaler, names) -> {
          if (autoscaler.namespace().equals(namespace) && names.contains(name)) {
            wake.accept(autoscaler);
          }
        });
  }

  // A name that comes into use at the same moment is opened again by its user's next look.
  private void closeUnused() {
    for (String name : Set.copyOf(byName.keySet())) {
      byName.computeIfPresent(
          name,
          (_, reading) -> {
            if (used.values().stream().anyMatch(names -> names.contains(name))) {
              return reading;
            }
            close(reading);
            return null;
          });
    }
  }

  private static void close(Reading reading) {
    if (reading instanceof Reading.Watched(NamedCalendars calendars)) {
      calendars.close();
    }
  }

  @Override
  public void close() {
    used.clear();
    closeUnused();
  }
}
