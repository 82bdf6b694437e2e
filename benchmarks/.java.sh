# Shared by the commands beside it: builds what has changed, and runs Java on the benchmarks.
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/.mvn/jdk.sh"
(cd "$root" && ./mvnw -B -q -pl benchmarks -am -Dmaven.test.skip=true -Dspotless.check.skip=true package)
classpath="$root/benchmarks/target/classes:$root/benchmarks/target/lib/*"

run() {
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dwindlass.root="$root" -cp "$classpath" "$@"
}
