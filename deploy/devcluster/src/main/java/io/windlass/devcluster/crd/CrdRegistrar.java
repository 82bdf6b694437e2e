package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.conversion.VersionConverter;
import io.windlass.devcluster.conversion.WebhookConverter;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.print.TablePrinter;
import io.windlass.devcluster.rest.DeleteOptions;
import io.windlass.devcluster.rest.Operations;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.rest.TypeRules;
import io.windlass.devcluster.rest.Updater;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.schema.SchemaCatalog;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import io.windlass.devcluster.webhook.WebhookClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Serves what CustomResourceDefinitions define, for as long as they are there: first the types,
 * then the condition Established; first the objects go, then the types, then the definition.
 * Thread-safe; definitions are looked at one at a time.
 */
public final class CrdRegistrar implements CustomRules.Instances {
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentMap<ResourceType, ObjectNode> schemas = new ConcurrentHashMap<>();
  private final Context context;
  private final CompiledSchemas compiled;

  public CrdRegistrar(Context context) {
    this.context = context;
    this.compiled = new CompiledSchemas(context.catalog(), context.store()::latestVersion);
  }

  /** What this works on; {@code printers} turn additionalPrinterColumns into a printer. */
  public record Context(
      ClusterStore store,
      Registry registry,
      Operations operations,
      SchemaCatalog catalog,
      ClusterClock clock,
      Function<List<ObjectNode>, TablePrinter> printers,
      WebhookClient webhooks) {}

  /** The rules of the type CustomResourceDefinition itself. */
  public TypeRules rules(TypeRules builtIn) {
    return new CrdRules(builtIn, this);
  }

  /** The schema of a custom type that is served; empty for other types. */
  public Optional<ObjectNode> schema(ResourceType type) {
    return Optional.ofNullable(schemas.get(type));
  }

  /** Serves what was defined before the cluster was started. */
  public void resume() {
    lock.lock();
    try {
      definitions().store().list(Selection.ALL).objects().forEach(crd -> refresh(crd.tree()));
    } finally {
      lock.unlock();
    }
  }

  /** Takes notice of a change of a definition. */
  void refresh(Change change) {
    if (change.kind() == Change.Kind.DELETED) {
      acceptOthers(change.now().tree());
      return;
    }
    lock.lock();
    try {
      Optional<Stored> current = definitions().store().get(change.now().key());
      current.ifPresent(stored -> refresh(stored.tree()));
    } finally {
      lock.unlock();
    }
  }

  private void refresh(ObjectNode crd) {
    if (isBeingDeleted(crd)) {
      Thread.ofVirtual().name("crd-cleanup").start(() -> cleanUp(crd));
      return;
    }
    Optional<NameConflict> conflict =
        isEstablished(crd) ? Optional.empty() : NameConflict.of(crd, othersOfGroup(crd));
    if (conflict.isPresent()) {
      refuse(crd, conflict.get());
      return;
    }
    serve(crd);
    writeStatus(crd);
  }

  private void refuse(ObjectNode crd, NameConflict conflict) {
    update(
        crd,
        "status",
        current -> {
          CrdStatus.refuse(current, conflict, context.clock().now());
          return current;
        });
  }

  /** When a definition has gone, its names are free for those that wait for them. */
  private void acceptOthers(ObjectNode gone) {
    lock.lock();
    try {
      othersOfGroup(gone).stream().filter(crd -> !isEstablished(crd)).forEach(this::refresh);
    } finally {
      lock.unlock();
    }
  }

  private List<ObjectNode> othersOfGroup(ObjectNode crd) {
    String group = Documents.text(crd, "spec", "group");
    String name = Documents.text(crd, "metadata", "name");
    return definitions().store().list(Selection.ALL).objects().stream()
        .filter(stored -> stored.key().name().endsWith("." + group))
        .filter(stored -> !stored.key().name().equals(name))
        .map(Stored::tree)
        .filter(other -> Documents.text(other, "spec", "group").equals(group))
        .toList();
  }

  private static boolean isEstablished(ObjectNode crd) {
    return Documents.objects(Documents.at(crd, "status", "conditions")).stream()
        .anyMatch(
            condition ->
                condition.path("type").asText().equals("Established")
                    && condition.path("status").asText().equals("True"));
  }

  private void serve(ObjectNode crd) {
    Definition storage = Definition.stored(crd).orElseThrow();
    List<Served> served = new ArrayList<>();
    for (Definition definition : Definition.served(crd)) {
      served.add(served(definition, storage));
    }
    schemas.keySet().removeIf(type -> isOf(crd, type));
    Definition.served(crd).forEach(version -> schemas.put(version.type(), version.schema()));
    context.registry().replace(type -> isOf(crd, type), served);
  }

  private Served served(Definition definition, Definition storage) {
    ResourceType type = definition.type();
    CustomRules rules = new CustomRules(definition, compiled.of(definition), this);
    return new Served(
        type,
        context.store().of(type),
        rules,
        context.printers().apply(definition.printerColumns()),
        new VersionForms(form(definition), form(storage), converter(definition.crd())).conversion(),
        definition.scale());
  }

  private VersionForms.Form form(Definition definition) {
    return new VersionForms.Form(definition.type().apiVersion(), compiled.of(definition));
  }

  private VersionConverter converter(ObjectNode crd) {
    JsonNode conversion = Documents.at(crd, "spec", "conversion");
    return Documents.text(conversion, "strategy").equals("Webhook")
        ? WebhookConverter.of(context.webhooks(), conversion)
        : VersionConverter.RENAMING;
  }

  private void writeStatus(ObjectNode crd) {
    update(
        crd,
        "status",
        current -> {
          CrdStatus.accept(current, notEvaluated(crd), context.clock().now());
          return current;
        });
  }

  private List<String> notEvaluated(ObjectNode crd) {
    return Definition.served(crd).stream()
        .flatMap(version -> compiled.of(version).notEvaluated().stream())
        .distinct()
        .toList();
  }

  /** Deletes the objects, and when the last has gone the type and the definition. */
  private void cleanUp(ObjectNode crd) {
    for (Definition definition : Definition.served(crd)) {
      ResourceType type = definition.type();
      Optional<Served> served =
          context.registry().find(type.group(), type.version(), type.plural());
      if (served.isPresent()) {
        deleteAll(asStored(crd));
        finishIfEmpty(crd, type);
        return;
      }
    }
    finish(crd);
  }

  /** The type in the version in which its objects are stored: nothing needs to be converted. */
  private Served asStored(ObjectNode crd) {
    Definition storage = Definition.stored(crd).orElseThrow();
    return served(storage, storage);
  }

  private void deleteAll(Served served) {
    for (Stored stored : served.store().list(Selection.ALL).objects()) {
      try {
        context.operations().deleter().delete(served, stored.key(), DeleteOptions.PLAIN);
      } catch (ApiException e) {
        if (e.code() != 404) {
          throw e;
        }
      }
    }
  }

  private void finishIfEmpty(ObjectNode crd, ResourceType type) {
    TypeStore objects = context.store().of(type);
    if (objects.size() == 0) {
      context.store().drop(type);
      finish(crd);
    }
  }

  private void finish(ObjectNode crd) {
    context.registry().replace(type -> isOf(crd, type), List.of());
    String group = Documents.text(crd, "spec", "group") + "/";
    String plural = "/" + Documents.text(crd, "spec", "names", "plural");
    compiled.removeIf(name -> name.startsWith(group) && name.endsWith(plural));
    schemas.keySet().removeIf(type -> isOf(crd, type));
    update(
        crd,
        "",
        current -> {
          List<String> left =
              new ArrayList<>(Documents.texts(Documents.at(current, "metadata", "finalizers")));
          left.remove(CrdRules.CLEANUP);
          left.forEach(Documents.metadata(current).putArray("finalizers")::add);
          return current;
        });
  }

  @Override
  public void checkOpenForCreation(ResourceType type) {
    if (definition(type).filter(CrdRegistrar::isBeingDeleted).isPresent()) {
      String why = "create not allowed while custom resource definition is terminating";
      throw new ApiException(405, "MethodNotAllowed", why, ApiException.Subject.NONE, List.of());
    }
  }

  @Override
  public void removed(ResourceType type) {
    definition(type)
        .filter(CrdRegistrar::isBeingDeleted)
        .ifPresent(crd -> finishIfEmpty(crd, type));
  }

  private Optional<ObjectNode> definition(ResourceType type) {
    return definitions().store().get(new ObjectKey("", type.qualifiedName())).map(Stored::tree);
  }

  private void update(ObjectNode crd, String subresource, UnaryOperator<ObjectNode> change) {
    String name = Documents.text(crd, "metadata", "name");
    try {
      context
          .operations()
          .updater()
          .write(
              new Updater.Write(
                  definitions(),
                  new ObjectKey("", name),
                  subresource,
                  change,
                  WriteOptions.PLAIN,
                  ApiException::badRequest));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private Served definitions() {
    return context
        .registry()
        .find("apiextensions.k8s.io", "v1", "customresourcedefinitions")
        .orElseThrow();
  }

  private static boolean isBeingDeleted(ObjectNode crd) {
    return !Documents.text(crd, "metadata", "deletionTimestamp").isEmpty();
  }

  private static boolean isOf(ObjectNode crd, ResourceType type) {
    return type.qualifiedName().equals(Documents.text(crd, "metadata", "name"));
  }
}
