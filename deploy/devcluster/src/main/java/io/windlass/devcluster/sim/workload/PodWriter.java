package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Creates, deletes, adopts and releases pods for their owners, tells it in Events about the owner,
 * and keeps the catalog abreast of it. Thread-safe.
 */
public final class PodWriter {
  /** How Events about pods are worded; controllers differ. */
  public interface Words {
    String created(ObjectNode owner, String pod);

    String notCreated(ObjectNode owner, String pod, String why);

    String deleted(ObjectNode owner, String pod);

    String notDeleted(ObjectNode owner, String pod, String why);
  }

  private final ControllerClient client;
  private final PodCatalog catalog;
  private final ResourceType pods;
  private final Words words;

  /** A writer in the words of most controllers. */
  public PodWriter(ControllerClient client, PodCatalog catalog) {
    this(client, catalog, new UsualWords());
  }

  public PodWriter(ControllerClient client, PodCatalog catalog, Words words) {
    this.client = client;
    this.catalog = catalog;
    this.pods = client.type("v1", "pods");
    this.words = words;
  }

  private record UsualWords() implements Words {
    @Override
    public String created(ObjectNode owner, String pod) {
      return "Created pod: " + pod;
    }

    @Override
    public String notCreated(ObjectNode owner, String pod, String why) {
      return "Error creating: " + why;
    }

    @Override
    public String deleted(ObjectNode owner, String pod) {
      return "Deleted pod: " + pod;
    }

    @Override
    public String notDeleted(ObjectNode owner, String pod, String why) {
      return "Error deleting: " + why;
    }
  }

  /**
   * Creates a pod. A refusal is announced about the owner and thrown; in a namespace that is going
   * it is not announced.
   */
  public ObjectNode create(ObjectNode owner, ObjectNode pod) {
    try {
      ObjectNode created = client.create(pods, pod);
      catalog.wrote(created);
      String name = Meta.of(created).key().name();
      client.announce(owner, Notice.normal("SuccessfulCreate", words.created(owner, name)));
      return created;
    } catch (ApiException e) {
      if (!isNamespaceGoing(e)) {
        String name = Meta.of(pod).key().name();
        String message = words.notCreated(owner, name, e.getMessage());
        client.announce(owner, Notice.warning("FailedCreate", message));
      }
      throw e;
    }
  }

  /** Deletes a pod; one that is gone already is no matter. */
  public void delete(ObjectNode owner, PodSight pod) {
    boolean accepted;
    try {
      accepted = client.delete(pods, pod.meta());
    } catch (ApiException e) {
      String message = words.notDeleted(owner, pod.name(), e.getMessage());
      client.announce(owner, Notice.warning("FailedDelete", message));
      throw e;
    }
    catalog.doomed(pod.uid());
    if (accepted) {
      String message = words.deleted(owner, pod.name());
      client.announce(owner, Notice.normal("SuccessfulDelete", message));
    }
  }

  /** Changes a pod, if it is still there. */
  public Optional<ObjectNode> change(PodSight pod, UnaryOperator<ObjectNode> change) {
    Optional<ObjectNode> written = client.change(pods, pod.meta(), "", change);
    written.filter(p -> Meta.of(p).uid().equals(pod.uid())).ifPresent(catalog::wrote);
    return written;
  }

  /** A pod as it is now. */
  public Optional<ObjectNode> find(PodSight pod) {
    return client.find(pods, pod.meta().key()).filter(p -> Meta.of(p).uid().equals(pod.uid()));
  }

  /** The owner's pods, after those that it should take in or let go have been. */
  public List<PodSight> claim(ObjectNode owner, LabelSelector selector) {
    return claim(owner, selector, pod -> true);
  }

  /** The same, for an owner that takes in only pods that fit. */
  public List<PodSight> claim(ObjectNode owner, LabelSelector selector, Predicate<PodSight> fits) {
    Meta meta = Meta.of(owner);
    Claim.Claimant claimant = new Claim.Claimant(meta.uid(), meta.deleted().isPresent(), selector);
    List<PodSight> candidates = new ArrayList<>(catalog.controlledBy(meta.uid()));
    catalog.orphans(meta.key().namespace()).stream().filter(fits).forEach(candidates::add);
    List<PodSight> claimed = new ArrayList<>();
    for (PodSight pod : candidates) {
      switch (Claim.of(claimant, pod.labels(), pod.controller(), !pod.isActive())) {
        case KEEP -> claimed.add(pod);
        case ADOPT ->
            change(pod, p -> Dependents.adopted(p, owner))
                .map(PodSight::of)
                .ifPresent(claimed::add);
        case RELEASE -> change(pod, p -> Dependents.released(p, meta.uid()));
        case IGNORE -> {}
      }
    }
    return claimed;
  }

  /** Whether a creation was refused because the whole namespace is being deleted. */
  public static boolean isNamespaceGoing(ApiException e) {
    return e.causes().stream().anyMatch(cause -> cause.reason().equals("NamespaceTerminating"));
  }
}
