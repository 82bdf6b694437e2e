package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.wire.MetaJson;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.controllers.adapter.wire.Words;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ResourceKind;
import io.windlass.runtime.store.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which store the answers to writes of a type go into. Immutable; types without a store are decoded
 * for their metadata alone.
 */
public final class AnswerStores {
  private final Words words = Words.ofOneDocument();
  private final MetaJson metas = new MetaJson();

  private final Map<ResourceKind, Sink<?>> sinks;

  private AnswerStores(Map<ResourceKind, Sink<?>> sinks) {
    this.sinks = Map.copyOf(sinks);
  }

  /** No stores. */
  public static AnswerStores none() {
    return new AnswerStores(Map.of());
  }

  /** These and one more. */
  public <V> AnswerStores and(ViewType<V> type, ObjectStore<V> store) {
    Map<ResourceKind, Sink<?>> more = new HashMap<>(sinks);
    more.put(type.kind(), new Sink<>(type, store));
    return new AnswerStores(more);
  }

  /** How answers to writes of a type are asked for: as its store can read them. */
  WantedEncoding wanted(ResourceKind kind) {
    Sink<?> sink = sinks.get(kind);
    return sink != null && sink.type.protobuf().isPresent()
        ? WantedEncoding.AUTO
        : WantedEncoding.JSON;
  }

  /** Decodes an answer that holds an object, and merges it; returns its metadata. */
  ObjectMeta merge(ResourceKind kind, Body answer) throws IOException {
    Sink<?> sink = sinks.get(kind);
    return sink == null ? metadata(answer) : sink.merge(answer);
  }

  /** Merges that an object is gone, if its uid is the one in the answer. */
  ObjectMeta gone(ResourceKind kind, Body answer) throws IOException {
    ObjectMeta meta = metadata(answer);
    Optional.ofNullable(sinks.get(kind)).ifPresent(sink -> sink.store.forget(meta));
    return meta;
  }

  /**
   * Merges that no object of this name exists.
   *
   * @param uid of the object that was asked for, empty for any
   */
  void gone(ResourceKind kind, ObjectKey key, String uid) {
    Optional.ofNullable(sinks.get(kind)).ifPresent(sink -> sink.gone(key, uid));
  }

  private ObjectMeta metadata(Body answer) throws IOException {
    return answer.decode(metas::decodeOfObject, words);
  }

  private record Sink<V>(ViewType<V> type, ObjectStore<V> store) {
    private ObjectMeta merge(Body answer) throws IOException {
      V view = answer.decode(type);
      store.merge(view);
      return type.metaOf().apply(view);
    }

    private void gone(ObjectKey key, String uid) {
      store
          .get(key)
          .map(type.metaOf())
          .filter(known -> uid.isEmpty() || known.uid().equals(uid))
          .ifPresent(store::forget);
    }
  }
}
