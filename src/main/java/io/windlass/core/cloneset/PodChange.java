package io.windlass.core.cloneset;

import io.windlass.core.inplace.TemplateChange;

/** How one pod gets to the revision that it is to be of. */
sealed interface PodChange {
  /** Whether the pod does not serve for a while because of it. */
  default boolean takesDown() {
    return switch (this) {
      case InPlace inPlace -> true;
      case Prepare prepare -> true;
      case Held held -> true;
      case Recreate recreate -> true;
      case Metadata metadata -> false;
      case Blocked blocked -> false;
    };
  }

  /** By taking over labels and annotations; it goes on serving. */
  record Metadata(TemplateChange.MetadataOnly change) implements PodChange {}

  /** By changes of its containers in place. */
  record InPlace(TemplateChange.InPlace change) implements PodChange {}

  /** Not before the hook's holders, who are asked first, let it go. */
  record Prepare() implements PodChange {}

  /** Not yet: they have been asked, and hold it. */
  record Held() implements PodChange {}

  /** By a new pod. */
  record Recreate(String because) implements PodChange {}

  /** Not at all: only in place is allowed, and that cannot be. */
  record Blocked(String because) implements PodChange {}
}
