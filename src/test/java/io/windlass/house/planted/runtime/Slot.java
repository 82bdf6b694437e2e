package io.windlass.house.planted.runtime;

import java.util.Map;

/** Breaks no rule: the setter is that of an interface of somebody else. */
public record Slot(String getKey, String getValue) implements Map.Entry<String, String> {
  @Override
  public String setValue(String value) {
    throw new UnsupportedOperationException(value);
  }
}
