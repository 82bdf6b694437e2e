package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.audit.Audit;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The API for the parts of the cluster that live in this JVM. Thread-safe. */
public final class InProcessApi implements ClusterApi {
  private final Registry registry;
  private final Operations operations;
  private final Audit audit;
  private final String agent;

  public InProcessApi(Registry registry, Operations operations, Audit audit, String agent) {
    this.registry = registry;
    this.operations = operations;
    this.audit = audit;
    this.agent = agent;
  }

  @Override
  public ResourceType type(String apiVersion, String plural) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return registry
        .find(group, apiVersion.substring(slash + 1), plural)
        .map(Served::type)
        .orElseThrow(Registry::noSuchType);
  }

  @Override
  public List<ResourceType> types() {
    Map<String, ResourceType> preferred = new LinkedHashMap<>();
    for (ResourceType type : registry.types()) {
      preferred.merge(type.qualifiedName(), type, InProcessApi::preferred);
    }
    return List.copyOf(preferred.values());
  }

  private static ResourceType preferred(ResourceType a, ResourceType b) {
    return VersionOrder.PREFERRED_FIRST.compare(a.version(), b.version()) <= 0 ? a : b;
  }

  @Override
  public ObjectNode get(Ref ref) {
    return counted("get", ref.type(), "", 200, () -> read(ref));
  }

  private ObjectNode read(Ref ref) {
    Served served = registry.served(ref.type());
    return served
        .store()
        .get(key(ref))
        .map(served::read)
        .orElseThrow(() -> ApiException.notFound(ref.type(), ref.name()));
  }

  @Override
  public List<ObjectNode> list(ResourceType type, Filter filter) {
    return counted("list", type, "", 200, () -> find(type, filter));
  }

  private List<ObjectNode> find(ResourceType type, Filter filter) {
    Served served = registry.served(type);
    FieldSelector fields =
        filter.nodeName().isEmpty()
            ? FieldSelector.EVERYTHING
            : FieldSelector.equal("spec.nodeName", filter.nodeName());
    Selection selection =
        new Selection(
            filter.namespace(),
            LabelSelector.parse(filter.labelSelector()),
            fields,
            filter.ownerUid());
    return served.store().list(selection).objects().stream().map(served::read).toList();
  }

  @Override
  public ObjectNode create(ResourceType type, ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    String namespace = Documents.text(copy, "metadata", "namespace");
    return counted(
        "create",
        type,
        "",
        201,
        () -> operations.creator().create(registry.served(type), namespace, copy, options()));
  }

  @Override
  public ObjectNode update(Ref ref, String subresource, UnaryOperator<ObjectNode> change) {
    return counted(
        "update",
        ref.type(),
        subresource,
        200,
        () ->
            operations
                .updater()
                .write(
                    new Updater.Write(
                        registry.served(ref.type()),
                        key(ref),
                        subresource,
                        object -> change.apply(object).deepCopy(),
                        options(),
                        ApiException::badRequest)));
  }

  @Override
  public ObjectNode scale(Ref ref) {
    return counted(
        "get",
        ref.type(),
        "scale",
        200,
        () -> operations.scales().get(registry.served(ref.type()), key(ref)));
  }

  @Override
  public void scale(Ref ref, int replicas) {
    UnaryOperator<ObjectNode> change =
        scale -> {
          Documents.child(scale, "spec").put("replicas", replicas);
          return scale;
        };
    Served served = registry.served(ref.type());
    counted(
        "update",
        ref.type(),
        "scale",
        200,
        () ->
            operations
                .scales()
                .write(
                    served,
                    key(ref),
                    new Scales.Changing(change, ApiException::badRequest),
                    WriteOptions.PLAIN));
  }

  @Override
  public void delete(Ref ref, ObjectNode deleteOptions) {
    DeleteOptions options = DeleteOptions.of(deleteOptions);
    counted(
        "delete",
        ref.type(),
        "",
        200,
        () -> operations.deleter().delete(registry.served(ref.type()), key(ref), options).object());
  }

  @Override
  public void bind(Ref pod, String nodeName) {
    ObjectNode binding = Documents.object();
    binding.putObject("target").put("kind", "Node").put("name", nodeName);
    Served pods = registry.served(pod.type());
    counted(
        "create",
        pod.type(),
        "binding",
        201,
        () -> {
          operations.bindings().bind(pods, key(pod), binding, options());
          return binding;
        });
  }

  @Override
  public Subscription watch(ResourceType type, Consumer<Event> consumer) {
    audit.count(new Audit.Asked(agent, "watch", type.plural(), ""), 200, 0);
    return InProcessWatch.start(registry.served(type), consumer);
  }

  @Override
  public ClusterApi as(String otherAgent) {
    return new InProcessApi(registry, operations, audit, otherAgent);
  }

  private <T> T counted(
      String verb, ResourceType type, String subresource, int success, Supplier<T> request) {
    int code = success;
    try {
      return RequestScope.ofComponent(agent, verb).serve(request);
    } catch (ApiException e) {
      code = e.code();
      throw e;
    } finally {
      audit.count(new Audit.Asked(agent, verb, type.plural(), subresource), code, 0);
    }
  }

  private WriteOptions options() {
    boolean controls = agent.endsWith("-controller") || agent.equals("garbage-collector");
    String manager = controls ? "kube-controller-manager" : agent;
    return WriteOptions.PLAIN.by(new WriteOptions.Owner(manager, false));
  }

  private static ObjectKey key(Ref ref) {
    return new ObjectKey(ref.namespace(), ref.name());
  }
}
