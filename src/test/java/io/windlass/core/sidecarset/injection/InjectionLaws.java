package io.windlass.core.sidecarset.injection;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a pod and its SidecarSets are like. */
class InjectionLaws {
  private static final PinnedRevisions NONE = (_, _) -> Optional.empty();

  @Property(tries = 300)
  void theOrderOfTheSidecarSetsDoesNotMatter(
      @ForAll("pods") Json.Obj pod,
      @ForAll("sidecarSets") List<PreparedSet> sets,
      @ForAll Random random) {
    List<PreparedSet> shuffled = new ArrayList<>(sets);
    Collections.shuffle(shuffled, random);
    assertThat(text(inject(pod, shuffled))).isEqualTo(text(inject(pod, sets)));
  }

  @Property(tries = 300)
  void injectingOnceMoreChangesNothing(
      @ForAll("pods") Json.Obj pod, @ForAll("sidecarSets") List<PreparedSet> sets) {
    if (inject(pod, sets) instanceof Injection.Injected(Json.Obj once, _)) {
      Newcomer later =
          new Newcomer(once, "n", Optional.empty(), "n/p", Pods.NOW.plusSeconds(60), false);
      assertThat(Injector.inject(later, sets, NONE)).isInstanceOf(Injection.Unchanged.class);
    }
  }

  @Property(tries = 300)
  void whatThePodHadIsStillThere(
      @ForAll("pods") Json.Obj pod, @ForAll("sidecarSets") List<PreparedSet> sets) {
    Json.Obj after = inject(pod, sets) instanceof Injection.Injected(Json.Obj made, _) ? made : pod;
    List<Json> names = named(after.items("spec", "containers"));
    List<Json> own = named(pod.items("spec", "containers"));
    assertThat(names).containsAll(own);
    names.retainAll(own);
    assertThat(names).as("in their order").isEqualTo(own);
    assertThat(after.items("spec", "volumes")).containsAll(pod.items("spec", "volumes"));
  }

  @Property(tries = 500)
  void noPodIsSoOddThatItThrows(
      @ForAll("oddPods") Json.Obj pod, @ForAll("sidecarSets") List<PreparedSet> sets) {
    assertThat(inject(pod, sets)).isNotNull();
  }

  @Property(tries = 200)
  void noSidecarSetIsSoOddThatItThrows(@ForAll("oddSpecs") Json.Obj spec) {
    List<PreparedSet> sets =
        List.of(Pods.set("x", spec.with("selector", json("{'matchLabels':{'app':'a'}}"))));
    assertThat(inject(Pods.pod("{}"), sets)).isNotNull();
  }

  private static Injection inject(Json.Obj pod, List<PreparedSet> sets) {
    return Injector.inject(Pods.newcomer(pod), sets, NONE);
  }

  private static String text(Injection injection) {
    return switch (injection) {
      case Injection.Injected(Json.Obj pod, List<String> warnings) ->
          JsonText.canonical(pod) + warnings;
      case Injection.Unchanged(List<String> warnings) -> warnings.toString();
      case Injection.Refused(String because, List<String> warnings) -> because + warnings;
    };
  }

  private static List<Json> named(List<Json> items) {
    List<Json> names = new ArrayList<>();
    items.forEach(item -> item.at("name").ifPresent(names::add));
    return names;
  }

  @Provide
  Arbitrary<List<PreparedSet>> sidecarSets() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d");
    return Arbitraries.maps(names, sidecarSpecs())
        .ofMaxSize(4)
        .map(
            specs ->
                specs.entrySet().stream()
                    .map(entry -> Pods.set(entry.getKey(), entry.getValue()))
                    .toList());
  }

  private static Arbitrary<Json.Obj> sidecarSpecs() {
    return Combinators.combine(
            containers().list().ofMaxSize(3),
            containers().list().ofMaxSize(2),
            Arbitraries.of(
                "{}",
                "{'annotations':{'k':'v'}}",
                "{'annotations':{'k':'{@a@:1}'},'patchPolicy':'Overwrite'}"))
        .as(
            (containers, init, patch) ->
                json("{'volumes':[{'name':'v'},{'name':'w'}],'imagePullSecrets':[{'name':'s'}]}")
                    .with("containers", Json.of(containers))
                    .with("initContainers", Json.of(init))
                    .with("patchPodMetadata", Json.of(List.of(json(patch)))));
  }

  private static Arbitrary<Json.Obj> containers() {
    return Combinators.combine(
            Arbitraries.of("log", "mesh", "main", "x"),
            Arbitraries.of(
                "{}",
                "{'podInjectPolicy':'AfterAppContainer'}",
                "{'upgradeStrategy':{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'e'}}",
                "{'restartPolicy':'Always'}",
                "{'shareVolumePolicy':{'type':'enabled'},'shareVolumeDevicePolicy':{'type':'enabled'}}",
                "{'volumeMounts':[{'name':'v','mountPath':'/v'}],'shareVolumePolicy':{'type':'enabled'}}",
                "{'transferEnv':[{'sourceContainerName':'main','envNames':['A','B']},{'sourceContainerName':'log','envName':'A'}]}",
                "{'resourcesPolicy':{'targetContainersMode':'sum','resourcesExpr':{'limits':{'cpu':'cpu/2'},'requests':{'cpu':'cpu'}}}}"),
            Arbitraries.of("i:1", "i:2"))
        .as((name, edit, image) -> json(edit).with("name", name).with("image", image));
  }

  @Provide
  Arbitrary<Json.Obj> pods() {
    Arbitrary<Json> container =
        Combinators.combine(
                Arbitraries.of("main", "log", "other", "mesh-1"),
                Arbitraries.of(
                    "{}",
                    "{'env':[{'name':'A','value':'1'},{'name':'B','value':'2'}]}",
                    "{'env':[{'name':'IS_INJECTED','value':'true'}]}",
                    "{'resources':{'limits':{'cpu':'1'}}}",
                    "{'volumeMounts':[{'name':'d','mountPath':'/d','subPathExpr':'$(A)'}],'volumeDevices':[{'name':'d','devicePath':'/x'}]}"))
            .as((name, edit) -> json(edit).with("name", name));
    return Combinators.combine(
            container.list().uniqueElements(c -> c.at("name")).ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(
                "{}",
                "{'initContainers':[{'name':'x'}]}",
                "{'volumes':[{'name':'v','emptyDir':{}}]}"))
        .as(
            (containers, edit) ->
                Pods.pod("{}").with("spec", json(edit).with("containers", Json.of(containers))));
  }

  @Provide
  Arbitrary<Json.Obj> oddPods() {
    Arbitrary<Json> odd = odd();
    return Combinators.combine(pods(), odd, Arbitraries.of(PLACES))
        .as((pod, value, place) -> with(pod, place.split("\\.", -1), value));
  }

  private static final String[] PLACES = {
    "metadata",
    "metadata.labels",
    "metadata.annotations",
    "spec",
    "spec.containers",
    "spec.initContainers",
    "spec.volumes",
    "spec.imagePullSecrets",
    "status",
    "status.phase",
    "metadata.deletionTimestamp",
    "metadata.annotations.kruise~io/sidecarset-hash",
    "metadata.annotations.kruise~io/sidecarset-working-hotupgrade-container"
  };

  @Provide
  Arbitrary<Json.Obj> oddSpecs() {
    return Combinators.combine(
            sidecarSpecs(),
            odd(),
            Arbitraries.of(
                "containers",
                "initContainers",
                "volumes",
                "imagePullSecrets",
                "patchPodMetadata",
                "updateStrategy",
                "injectionStrategy"))
        .as((spec, value, place) -> spec.with(place, value));
  }

  private static Json.Obj with(Json.Obj object, String[] path, Json value) {
    String name = path[0].replace('~', '.');
    return path.length == 1
        ? object.with(name, value)
        : object.with(
            name, with(object.object(name), Arrays.copyOfRange(path, 1, path.length), value));
  }

  private static Arbitrary<Json> odd() {
    Arbitrary<Json> scalar =
        Arbitraries.of(
            Json.Null.VALUE, Json.of(true), Json.of(1), Json.of(""), Json.of("x"), Json.of("{}"));
    Arbitrary<Json> list = scalar.list().ofMaxSize(2).map(Json::of);
    Arbitrary<Json> object =
        Arbitraries.maps(Arbitraries.of("name", "env", "app", "x"), Arbitraries.oneOf(scalar, list))
            .ofMaxSize(3)
            .map(fields -> new Json.Obj(new TreeMap<>(Map.copyOf(fields))));
    return Arbitraries.oneOf(scalar, list, object, object.list().ofMaxSize(2).map(Json::of));
  }
}
