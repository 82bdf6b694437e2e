package io.windlass.devcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The API as the parts that live in this JVM use it: the scheduler, the kubelets, the garbage
 * collector. It is the same path that HTTP requests take once decoded (admission, validation,
 * versions, events), without the bytes, and it is counted in the audit under the agent's name.
 *
 * <p>Thread-safe. Every {@link ObjectNode} that comes back is the caller's own copy, every one
 * passed in is copied. Methods throw {@link ApiException} where HTTP would answer with a failure.
 */
public interface ClusterApi {
  /** The served type, or a 404 {@link ApiException}. */
  ResourceType type(String apiVersion, String plural);

  /**
   * Every type that is served now, built in and custom, each in its preferred version. A type of a
   * CustomResourceDefinition is in the list before the watch of definitions says Established, and
   * gone from it before that watch says DELETED.
   */
  List<ResourceType> types();

  /** One object. */
  ObjectNode get(Ref ref);

  /**
   * Objects of a type; cost O(objects that match) for owner, node, namespace and label selectors.
   */
  List<ObjectNode> list(ResourceType type, Filter filter);

  /** Creates; {@code metadata.namespace} and name or generateName are read from the object. */
  ObjectNode create(ResourceType type, ObjectNode object);

  /** Creates an object unless there is one of its name. */
  default void ensure(ResourceType type, ObjectNode object) {
    String namespace = object.at("/metadata/namespace").asText();
    try {
      get(new Ref(type, namespace, object.at("/metadata/name").asText()));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      create(type, object);
    }
  }

  /**
   * Reads, changes and writes, as often as others are faster; a change that returns an equal object
   * writes nothing. {@code subresource} is empty, {@code status} or, for namespaces, {@code
   * finalize}: the only way to change {@code spec.finalizers}, and the end of a namespace that is
   * being deleted and has none left.
   */
  ObjectNode update(Ref ref, String subresource, UnaryOperator<ObjectNode> change);

  /** The scale of an object, as its subresource answers it. */
  ObjectNode scale(Ref ref);

  /** Asks for a number of replicas through the scale subresource. */
  void scale(Ref ref, int replicas);

  /** Deletes with the semantics of a DELETE request with these options (may be an empty object). */
  void delete(Ref ref, ObjectNode deleteOptions);

  /** Binds a pod to a node, as {@code pods/binding} does. */
  void bind(Ref pod, String nodeName);

  /**
   * Calls back for each object that exists and then for each change, in order of version for one
   * type, on one thread per subscription. Ends with {@link Subscription#close()}.
   */
  Subscription watch(ResourceType type, Consumer<Event> consumer);

  /** The same API, counted in the audit under another user agent. */
  ClusterApi as(String agent);

  /** Names one object. The namespace is empty for cluster-scoped types. */
  record Ref(ResourceType type, String namespace, String name) {}

  /** What to list: each part empty means "any". {@code labelSelector} in the syntax of the API. */
  record Filter(String namespace, String labelSelector, String ownerUid, String nodeName) {
    /** Everything. */
    public static final Filter ALL = new Filter("", "", "", "");
  }

  /** One change; {@code object} is shared by all subscribers and must not be modified. */
  record Event(Kind kind, ObjectNode object) {
    /** What happened. */
    public enum Kind {
      ADDED,
      MODIFIED,
      DELETED
    }
  }

  /** A running watch. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
