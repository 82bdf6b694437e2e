package io.windlass.core.cloneset;

import io.windlass.core.inplace.TemplateChange;

/** How one pod gets to the update revision. */
sealed interface PodChange {
  /** By taking over labels and annotations; it goes on serving. */
  record Metadata(TemplateChange.MetadataOnly change) implements PodChange {}

  /** By new images in place. */
  record Images(TemplateChange.Images change) implements PodChange {}

  /** Not before the hook's holders, who are asked first, let it go. */
  record Prepare() implements PodChange {}

  /** Not yet: they have been asked, and hold it. */
  record Held() implements PodChange {}

  /** By a new pod. */
  record Recreate(String because) implements PodChange {}

  /** Not at all: only in place is allowed, and that cannot be. */
  record Blocked(String because) implements PodChange {}
}
