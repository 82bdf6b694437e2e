package io.windlass.core.sidecarset;

/** Names that SidecarSets write into other objects, or read there. OpenKruise's own. */
public final class SidecarSetKeys {
  /** On a SidecarSet or a revision the hash; on a pod the hashes of all that were injected. */
  public static final String HASH = "kruise.io/sidecarset-hash";

  /** The same without images. */
  public static final String HASH_WITHOUT_IMAGE = "kruise.io/sidecarset-hash-without-image";

  /** On a pod: the names of its SidecarSets, with commas between them. */
  public static final String INJECTED = "kruise.io/sidecarset-injected-list";

  /** On a pod: which twin of each hot upgrade works, as a JSON object. */
  public static final String WORKING = "kruise.io/sidecarset-working-hotupgrade-container";

  /** On a pod: what an upgrade in place waits for, as a JSON object by SidecarSet. */
  public static final String UPDATE_STATE = "kruise.io/sidecarset-inplace-update-state";

  /** Before the name of a twin: the version that it runs. */
  public static final String VERSION = "version.sidecarset.kruise.io/";

  /** Before the name of a twin: the version that the other twin runs. */
  public static final String OTHER_VERSION = "versionalt.sidecarset.kruise.io/";

  /** Label of a revision: the SidecarSet that it belongs to. */
  public static final String OWNER = "kruise.io/sidecarset-name";

  /** Label of a revision, and of a SidecarSet of v1alpha1: the version that its user gave it. */
  public static final String CUSTOM_VERSION = "apps.kruise.io/sidecarset-custom-version";

  /** Annotation of a SidecarSet: it goes before another one. */
  public static final String CANARY = "apps.kruise.io/sidecarset-canary";

  /** Annotation of a canary: the SidecarSet that it goes before. */
  public static final String BASE = "apps.kruise.io/sidecarset-base";

  /** Variable that every injected container has, with the value {@code true}. */
  public static final String INJECTED_VARIABLE = "IS_INJECTED";

  /** Variable of a twin: its own version. */
  public static final String VERSION_VARIABLE = "SIDECARSET_VERSION";

  /** Variable of a twin: the other's version. */
  public static final String OTHER_VERSION_VARIABLE = "SIDECARSET_VERSION_ALT";

  /** Condition of a pod: whether its sidecars can be upgraded in place. */
  public static final String UPGRADABLE = "SidecarSetUpgradable";

  /** Label of a namespace that Kubernetes sets to its name. */
  public static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private SidecarSetKeys() {}

  /** The container that works first. */
  public static String firstTwin(String container) {
    return container + "-1";
  }

  /** The container that idles first. */
  public static String secondTwin(String container) {
    return container + "-2";
  }
}
