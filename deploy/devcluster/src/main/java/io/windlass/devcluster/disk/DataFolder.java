package io.windlass.devcluster.disk;

import io.windlass.devcluster.file.UnusableFile;
import io.windlass.devcluster.store.Journal;
import io.windlass.devcluster.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A folder in which a cluster keeps its objects and keys, in one file of H2's MVStore. Changes are
 * on disk within a second, and all of them when this is closed: a cluster that is killed loses at
 * most its last second, and never issues a version twice.
 *
 * <p>Thread-safe. A folder belongs to one running cluster at a time.
 */
public final class DataFolder implements Journal, AutoCloseable {
  private static final String FILE = "cluster.mv.db";
  private static final String TYPES = "objects ";
  private static final String RESERVED = "reserved-version";
  private static final char SEPARATOR = '/';

  private final MVStore store;
  private final MVMap<String, byte[]> facts;
  private final ConcurrentMap<String, MVMap<String, byte[]>> objects = new ConcurrentHashMap<>();

  private DataFolder(MVStore store) {
    this.store = store;
    this.facts = store.openMap("facts");
  }

  /**
   * Opens a folder, and makes it if it is not there.
   *
   * @throws UnusableFile if it cannot be written, is in use, or holds something else
   */
  public static DataFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      String file = folder.resolve(FILE).toString();
      return new DataFolder(new MVStore.Builder().fileName(file).open());
    } catch (IOException e) {
      throw new UnusableFile(
          "cannot be used: " + e, "Give a folder that can be made and written to");
    } catch (MVStoreException e) {
      throw new UnusableFile(
          "cannot be opened: " + e.getMessage(),
          "End the cluster that uses it, or give another folder");
    }
  }

  /** Something small that is kept under a name. */
  public Optional<byte[]> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** Keeps something small under a name. */
  public void keep(String name, byte[] fact) {
    facts.put(name, fact);
  }

  @Override
  public List<byte[]> kept(String type) {
    return List.copyOf(objects(type).values());
  }

  @Override
  public void put(String type, ObjectKey key, byte[] json) {
    objects(type).put(text(key), json);
  }

  @Override
  public void remove(String type, ObjectKey key) {
    objects(type).remove(text(key));
  }

  @Override
  public void drop(String type) {
    objects.remove(type);
    store.removeMap(TYPES + type);
  }

  @Override
  public long reserved() {
    return fact(RESERVED)
        .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8)))
        .orElse(1L);
  }

  @Override
  public void reserve(long version) {
    keep(RESERVED, Long.toString(version).getBytes(StandardCharsets.UTF_8));
    store.commit();
  }

  private MVMap<String, byte[]> objects(String type) {
    return objects.computeIfAbsent(type, name -> store.openMap(TYPES + name));
  }

  // Neither part can hold the separator.
  private static String text(ObjectKey key) {
    return key.namespace() + SEPARATOR + key.name();
  }

  /** Writes all that is left to disk. */
  @Override
  public void close() {
    store.close();
  }
}
