package io.windlass.devcluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.admission.Chain;
import io.windlass.devcluster.admission.Policies;
import io.windlass.devcluster.admission.Webhooks;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ComputedObjects;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.audit.Audit;
import io.windlass.devcluster.auth.account.PodAccounts;
import io.windlass.devcluster.auth.rbac.AccessControl;
import io.windlass.devcluster.auth.rbac.Rbac;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.crd.CrdRegistrar;
import io.windlass.devcluster.discovery.DiscoveryDocuments;
import io.windlass.devcluster.discovery.OpenApi;
import io.windlass.devcluster.disk.DataFolder;
import io.windlass.devcluster.pod.PodPriorities;
import io.windlass.devcluster.print.MetricsRows;
import io.windlass.devcluster.print.TablePrinters;
import io.windlass.devcluster.rest.Admission;
import io.windlass.devcluster.rest.AutoscalerForms;
import io.windlass.devcluster.rest.BuiltInTypeRules;
import io.windlass.devcluster.rest.ComputedTypeRules;
import io.windlass.devcluster.rest.Conversion;
import io.windlass.devcluster.rest.DefaultIngressClasses;
import io.windlass.devcluster.rest.EventForms;
import io.windlass.devcluster.rest.InProcessApi;
import io.windlass.devcluster.rest.Management;
import io.windlass.devcluster.rest.Operations;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.ScalePaths;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.rest.ServicePools;
import io.windlass.devcluster.rest.TypeHooks;
import io.windlass.devcluster.rest.TypeRules;
import io.windlass.devcluster.schema.RecordedSchemas;
import io.windlass.devcluster.schema.SchemaCatalog;
import io.windlass.devcluster.schema.TypeSchema;
import io.windlass.devcluster.server.Security;
import io.windlass.devcluster.server.WebServer;
import io.windlass.devcluster.sim.metrics.MetricsTypes;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.Journal;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import io.windlass.devcluster.webhook.ServicePorts;
import io.windlass.devcluster.webhook.WebhookClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything of a cluster but its border: wired once, here. */
final class Kernel implements AutoCloseable {
  private final WebServer.Content content;
  private final ClusterApi api;
  private final ClusterClock clock;
  private final WebhookClient webhooks;

  private Kernel(
      WebServer.Content content, ClusterApi api, ClusterClock clock, WebhookClient webhooks) {
    this.content = content;
    this.api = api;
    this.clock = clock;
    this.webhooks = webhooks;
  }

  static Kernel start(
      DevClusterOptions options, ComputedObjects metrics, Optional<DataFolder> data) {
    ClusterClock clock = options.clock();
    Journal journal = data.map(Journal.class::cast).orElse(Journal.NONE);
    ClusterStore store = new ClusterStore(options.watches().window(), journal);
    Registry registry = new Registry();
    WebhookClient webhooks = new WebhookClient(services(registry, options.webhookPort()));
    SchemaCatalog catalog = new RecordedSchemas();
    TypeSchema scale = catalog.body("autoscaling", "v1", "Scale");
    AccessControl access = new AccessControl();
    Admission admission = admission(store, registry, webhooks, access.rbac());
    Operations operations =
        Operations.on(store, clock, admission, new Management.Types(registry, scale));
    TablePrinters printers = new TablePrinters(clock);
    CrdRegistrar registrar =
        new CrdRegistrar(
            new CrdRegistrar.Context(
                store, registry, operations, catalog, clock, printers::forCustom, webhooks));
    Function<ResourceType, TypeHooks> hooks = hooks(catalog, store, access);
    registry.replace(type -> false, builtIns(catalog, printers, store, registrar, hooks));
    registry.replace(type -> false, computed(options, store));
    registrar.resume();
    Audit audit = new Audit();
    DiscoveryDocuments discovery = new DiscoveryDocuments(registry::types);
    OpenApi openApi = new OpenApi(discovery, catalog, type -> schema(type, registrar));
    ClusterApi api = new InProcessApi(registry, operations, audit, "devcluster");
    Furnishing.apply(api);
    WebServer.Content content =
        new WebServer.Content(
            store,
            registry,
            operations,
            metrics,
            discovery,
            openApi,
            audit,
            catalog::fromProtobuf,
            Security.with(access.rbac(), ClusterKeys.tokens(data), clock, registry));
    return new Kernel(content, api, clock, webhooks);
  }

  private static Admission admission(
      ClusterStore store, Registry registry, WebhookClient webhooks, Rbac rbac) {
    return new Chain(
        List.of(
            new Policies(store, registry, rbac), new Webhooks(store, registry, webhooks, rbac)));
  }

  private static ServicePorts services(Registry registry, int httpsPort) {
    return new ServicePorts(
        key ->
            registry
                .find("", "v1", "services")
                .flatMap(services -> services.store().get(key))
                .map(Stored::tree),
        httpsPort);
  }

  private static List<Served> builtIns(
      SchemaCatalog catalog,
      TablePrinters printers,
      ClusterStore store,
      CrdRegistrar registrar,
      Function<ResourceType, TypeHooks> hooks) {
    ServicePools pools = new ServicePools();
    List<Served> served = new ArrayList<>();
    for (ResourceType type : catalog.builtInTypes()) {
      TypeHooks hook = hooks.apply(type);
      resume(type, store.of(type), hook, pools);
      TypeRules plain = new BuiltInTypeRules(type, catalog.builtIn(type), pools, hook);
      boolean definitions = type.plural().equals("customresourcedefinitions");
      served.add(
          new Served(
              type,
              store.of(type),
              definitions ? registrar.rules(plain) : plain,
              printers.forBuiltIn(type),
              conversion(type),
              type.subresources().contains("scale")
                  ? Optional.of(ScalePaths.ofBuiltIn())
                  : Optional.empty()));
    }
    return served;
  }

  // What was kept is told to those who would have learned of it when it was written.
  private static void resume(
      ResourceType type, TypeStore store, TypeHooks hooks, ServicePools pools) {
    for (Stored object : store.list(Selection.ALL).objects()) {
      hooks.committed(new Change(Change.Kind.ADDED, object, Optional.empty()));
      if (type.qualifiedName().equals("services")) {
        pools.resume(object.tree());
      }
    }
  }

  private static Optional<ObjectNode> schema(ResourceType type, CrdRegistrar registrar) {
    return MetricsTypes.schema(type).or(() -> registrar.schema(type));
  }

  private static List<Served> computed(DevClusterOptions options, ClusterStore store) {
    boolean metrics = options.simulation().profile().metrics();
    return MetricsTypes.all().stream()
        .filter(type -> metrics)
        .map(
            type ->
                new Served(
                    type,
                    store.of(type),
                    new ComputedTypeRules(type),
                    new MetricsRows(type),
                    Conversion.renaming(type.apiVersion(), type.apiVersion()),
                    Optional.empty()))
        .toList();
  }

  private static Conversion conversion(ResourceType type) {
    return switch (type.apiVersion()) {
      case "events.k8s.io/v1" -> EventForms.conversion();
      case "autoscaling/v1" -> AutoscalerForms.conversion();
      default -> Conversion.renaming(type.apiVersion(), type.apiVersion());
    };
  }

  private static Function<ResourceType, TypeHooks> hooks(
      SchemaCatalog catalog, ClusterStore store, AccessControl access) {
    TypeStore accounts = storeOf("serviceaccounts", catalog, store);
    TypeStore priorities = storeOf("priorityclasses.scheduling.k8s.io", catalog, store);
    TypeStore classes = storeOf("ingressclasses.networking.k8s.io", catalog, store);
    return type ->
        switch (type.qualifiedName()) {
          case "pods" -> new PodPriorities(type, priorities, new PodAccounts(type, accounts));
          case "ingresses.networking.k8s.io" -> new DefaultIngressClasses(classes);
          default ->
              AccessControl.isPolicy(type) ? access.hooks(type, store.of(type)) : TypeHooks.NONE;
        };
  }

  private static TypeStore storeOf(String name, SchemaCatalog catalog, ClusterStore store) {
    return catalog.builtInTypes().stream()
        .filter(type -> type.qualifiedName().equals(name))
        .findFirst()
        .map(store::of)
        .orElseThrow();
  }

  WebServer.Content content() {
    return content;
  }

  ClusterApi api() {
    return api;
  }

  ClusterClock clock() {
    return clock;
  }

  @Override
  public void close() {
    webhooks.close();
    content.store().close();
  }
}
