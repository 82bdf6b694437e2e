package io.windlass.core.sidecarset;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** SidecarSets that often are for the same pods, as edits of {@link Sets#spec}. */
public final class RandomSets {
  private RandomSets() {}

  /** Merge patches of a spec. */
  public static Arbitrary<String> edits() {
    return Combinators.combine(selectors(), namespaces(), things())
        .as("{'selector':%s,'namespaceSelector':%s%s}"::formatted);
  }

  private static Arbitrary<String> selectors() {
    return Arbitraries.of(
        "null",
        "{'matchLabels':{'app':'b'}}",
        "{'matchLabels':{'tier':'a'}}",
        "{'matchLabels':{'app':null,'tier':'a'}}",
        "{'matchLabels':{'app':null,'zone':'1'}}",
        "{'matchLabels':null,'matchExpressions':[{'key':'app','operator':'In','values':['a','b']}]}",
        "{'matchLabels':null,'matchExpressions':[{'key':'app','operator':'NotIn','values':['a']}]}",
        "{'matchExpressions':[{'key':'tier','operator':'Exists'}]}",
        "{'matchExpressions':[{'key':'app','operator':'In','values':['b']}]}",
        "{}");
  }

  private static Arbitrary<String> namespaces() {
    return Arbitraries.of(
        "null",
        "{'matchLabels':{'kubernetes.io/metadata.name':'n'}}",
        "{'matchLabels':{'kubernetes.io/metadata.name':'m'}}",
        "{'matchLabels':{'app':'a'}}",
        "{'matchExpressions':[{'key':'kubernetes.io/metadata.name','operator':'In','values':['n','m']}]}",
        "{'matchExpressions':[{'key':'kubernetes.io/metadata.name','operator':'DoesNotExist'}]}");
  }

  private static Arbitrary<String> things() {
    return Arbitraries.of(
        "",
        ",'containers':[{'name':'mesh','image':'m'}]",
        ",'containers':[{'name':'log','image':'m','upgradeStrategy':{'upgradeType':'HotUpgrade'}}]",
        ",'containers':[{'name':'log-2','image':'m'}]",
        ",'initContainers':[{'name':'mesh','image':'m'}]",
        ",'containers':[{'name':'x','image':'m'}],'volumes':[{'name':'v','emptyDir':{}}]",
        ",'containers':[{'name':'y','image':'m'}],'volumes':[{'name':'v','hostPath':{'path':'/'}}]",
        ",'containers':[{'name':'z','image':'m'}],'patchPodMetadata':[{'annotations':{'k':'v'}}]",
        ",'containers':[{'name':'w','image':'m'}],'patchPodMetadata':[{'annotations':{'k':'v'},'patchPolicy':'Overwrite'}]",
        ",'containers':[{'name':'u','image':'m'}],'patchPodMetadata':[{'annotations':{'k':'{}'},'patchPolicy':'MergePatchJson'}]");
  }
}
