package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads what pods say of one SidecarSet. Pods of one update say the same but for the times, so each
 * text is read once. Used for one plan, by one thread.
 */
final class NoteReader {
  private final String sidecarSet;
  private final Map<String, Optional<Json>> parsed = new HashMap<>();
  private final Map<Texts, PodNotes> notes = new HashMap<>();

  NoteReader(String sidecarSet) {
    this.sidecarSet = sidecarSet;
  }

  private record Texts(
      String hash, String withoutImage, String injected, String working, String state) {
    static Texts of(PodView pod) {
      return new Texts(
          pod.meta().annotationWithoutTimes(SidecarSetKeys.HASH),
          pod.meta().annotationWithoutTimes(SidecarSetKeys.HASH_WITHOUT_IMAGE),
          pod.meta().annotationWithoutTimes(SidecarSetKeys.INJECTED),
          pod.meta().annotationWithoutTimes(SidecarSetKeys.WORKING),
          pod.meta().annotationWithoutTimes(SidecarSetKeys.UPDATE_STATE));
    }
  }

  PodNotes of(PodView pod) {
    return notes.computeIfAbsent(Texts.of(pod), this::read);
  }

  private PodNotes read(Texts texts) {
    InjectionRecord record = record(texts.hash);
    return new PodNotes(
        record.hash(),
        record(texts.withoutImage).hash(),
        record.revision(),
        isListed(texts.injected, record),
        working(texts.working),
        PodNotes.State.read(
            texts.state.isEmpty()
                ? Optional.empty()
                : Optional.of(json(texts.state).orElse(Json.Null.VALUE)),
            sidecarSet));
  }

  /** Pods that are older than the list of names have only their hashes to show. */
  private boolean isListed(String injected, InjectionRecord record) {
    return injected.isEmpty()
        ? !record.hash().isEmpty()
        : List.of(injected.split(",", -1)).contains(sidecarSet);
  }

  private InjectionRecord record(String annotation) {
    return InjectionRecords.parse(timeless(annotation))
        .flatMap(records -> records.of(sidecarSet))
        .orElseGet(() -> InjectionRecord.ofHash(sidecarSet, ""));
  }

  private Map<String, String> working(String annotation) {
    Map<String, String> working = new TreeMap<>();
    json(annotation)
        .map(json -> json.object().fields())
        .orElse(Map.of())
        .forEach((name, twin) -> twin.text().ifPresent(text -> working.put(name, text)));
    return working;
  }

  private Optional<Json> json(String annotation) {
    return parsed.computeIfAbsent(timeless(annotation), JsonText::tryParse);
  }

  // Where a time was there is a character that no JSON has.
  private static String timeless(String annotation) {
    return annotation.replace("\0", "");
  }
}
