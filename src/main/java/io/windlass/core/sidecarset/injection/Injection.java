package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import java.util.List;

/** What becomes of a new pod. */
public sealed interface Injection {
  /** What a person should know: what is not injected and why. In a fixed order. */
  List<String> warnings();

  /** It stays as it is. */
  record Unchanged(List<String> warnings) implements Injection {
    public Unchanged {
      warnings = List.copyOf(warnings);
    }
  }

  /** It gets sidecars or annotations. */
  record Injected(Json.Obj pod, List<String> warnings) implements Injection {
    public Injected {
      warnings = List.copyOf(warnings);
    }
  }

  /** It must not be created: it would lack what it is promised. */
  record Refused(String because, List<String> warnings) implements Injection {
    public Refused {
      warnings = List.copyOf(warnings);
    }
  }
}
