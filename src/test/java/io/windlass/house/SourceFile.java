package io.windlass.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;

/** One Java source in memory, with its path from the root of the repository. */
final class SourceFile extends SimpleJavaFileObject {
  private final String path;
  private final String text;

  SourceFile(String path, String text) {
    super(URI.create("source:///" + path), Kind.SOURCE);
    this.path = path;
    this.text = text;
  }

  /** Every source below a root; build output and the planted faults of these tests are left out. */
  static List<SourceFile> below(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.contains("target/") && !path.contains("/house/planted/"))
          .map(path -> new SourceFile(path, read(root.resolve(path))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + root, e);
    }
  }

  String path() {
    return path;
  }

  String text() {
    return text;
  }

  boolean isTest() {
    return isTest(path);
  }

  static boolean isTest(String path) {
    return path.contains("test/java/");
  }

  boolean isPackageInfo() {
    return path.endsWith("/package-info.java");
  }

  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
