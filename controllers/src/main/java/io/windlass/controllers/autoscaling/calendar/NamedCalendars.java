package io.windlass.controllers.autoscaling.calendar;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.windlass.core.autoscaling.calendar.CalendarReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The ConfigMaps of one name, watched in one or many namespaces. Thread-safe. */
final class NamedCalendars implements AutoCloseable {
  private final String name;
  private final List<SharedIndexInformer<ConfigMap>> informers;

  private NamedCalendars(String name, List<SharedIndexInformer<ConfigMap>> informers) {
    this.name = name;
    this.informers = informers;
  }

  /** Returns when those that exist have been read; fails as the client does if they cannot be. */
  static NamedCalendars open(
      KubernetesClient client, Set<String> namespaces, String name, Consumer<ConfigMap> changed) {
    List<SharedIndexInformer<ConfigMap>> informers = new ArrayList<>();
    NamedCalendars opened = new NamedCalendars(name, informers);
    ResourceEventHandler<ConfigMap> told = new Changes(changed);
    try {
      if (namespaces.isEmpty()) {
        informers.add(
            client.configMaps().inAnyNamespace().withField("metadata.name", name).inform(told));
      }
      for (String namespace : namespaces) {
        informers.add(client.configMaps().inNamespace(namespace).withName(name).inform(told));
      }
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  CalendarReading in(String namespace) {
    return informers.stream()
        .flatMap(
            informer -> Stream.ofNullable(informer.getStore().getByKey(namespace + "/" + name)))
        .findFirst()
        .<CalendarReading>map(found -> CalendarReading.of(keys(found)))
        .orElseGet(CalendarReading.Missing::new);
  }

  private static Set<String> keys(ConfigMap found) {
    return found.getData() == null ? Set.of() : found.getData().keySet();
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  /** Tells of changes, and of nothing that is as it was. */
  private record Changes(Consumer<ConfigMap> changed) implements ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap added) {
      changed.accept(added);
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap after) {
      if (!Objects.equals(new TreeSet<>(keys(before)), new TreeSet<>(keys(after)))) {
        changed.accept(after);
      }
    }

    @Override
    public void onDelete(ConfigMap gone, boolean unknownFinalState) {
      changed.accept(gone);
    }
  }
}
