# Sourced by ./mvnw and ./windlass: sets JAVA_HOME to a JDK 25, or stops with a hint.
# Looks at JAVA_HOME, then java on the PATH, then the usual folders of Linux and macOS.

# The file "release" answers at once; a JVM takes a tenth of a second to tell its version.
windlass_java_version() {
  [ -x "$1/bin/javac" ] || return 1
  windlass_release=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -z "$windlass_release" ] || { echo "$windlass_release"; return 0; }
  "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9][0-9]*\).*/\1/p'
}

windlass_is_jdk25() {
  windlass_found=$(windlass_java_version "$1") || return 1
  [ -n "$windlass_found" ] && [ "$windlass_found" -ge 25 ] && [ "$windlass_found" -lt 26 ]
}

windlass_find_jdk() {
  windlass_on_path=$(command -v javac 2>/dev/null || true)
  [ -z "$windlass_on_path" ] || windlass_on_path=$(dirname "$(dirname "$(readlink -f "$windlass_on_path" 2>/dev/null || echo "$windlass_on_path")")")
  for windlass_dir in "${JAVA_HOME:-}" "$windlass_on_path" \
    /usr/lib/jvm/*25* /usr/lib64/jvm/*25* /usr/local/lib/jvm/*25* /opt/java/*25* /opt/jdk*25* /opt/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* "$HOME"/.local/share/mise/installs/java/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$windlass_dir" ] && windlass_is_jdk25 "$windlass_dir" && { echo "$windlass_dir"; return 0; }
  done
  return 1
}

if ! JAVA_HOME=$(windlass_find_jdk); then
  echo "windlass: no JDK 25 found (looked at JAVA_HOME, javac on the PATH and the usual folders)." >&2
  echo "Install one (for example Temurin 25), or set JAVA_HOME to it, and run the command again." >&2
  exit 1
fi
export JAVA_HOME
PATH="$JAVA_HOME/bin:$PATH"
export PATH
