// SidecarSets with their revisions and pods as a cluster holds them that OpenKruise 1.9 runs.
package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"github.com/openkruise/kruise/apis/apps/pub"
	beta "github.com/openkruise/kruise/apis/apps/v1beta1"
	"github.com/openkruise/kruise/pkg/control/sidecarcontrol"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/rand"
)

type sidecarVector struct {
	SidecarSet any   `json:"sidecarSet"`
	Revisions  []any `json:"revisions"`
	Pods       []any `json:"pods"`
}

// What OpenKruise writes into the two hash annotations of a pod, by SidecarSet.
type injected struct {
	UpdateTimestamp meta.Time `json:"updateTimestamp"`
	Hash            string    `json:"hash"`
	SidecarSet      string    `json:"sidecarSetName"`
	Sidecars        []string  `json:"sidecarList"`
	Revision        string    `json:"controllerRevision,omitempty"`
}

func sidecarSet(name, containers string, generation int64) *beta.SidecarSet {
	set := &beta.SidecarSet{
		TypeMeta: meta.TypeMeta{APIVersion: "apps.kruise.io/v1beta1", Kind: "SidecarSet"},
		ObjectMeta: meta.ObjectMeta{Name: name, UID: types.UID("set-" + name), ResourceVersion: strconv.FormatInt(100*generation, 10),
			Generation: generation, CreationTimestamp: born, Labels: map[string]string{"team": "ops"}, Annotations: map[string]string{}},
	}
	if err := json.Unmarshal([]byte(containers), &set.Spec); err != nil {
		panic(err)
	}
	for i := range set.Spec.Containers {
		fill(&set.Spec.Containers[i], beta.BeforeAppContainerType)
	}
	set.Spec.Selector = &meta.LabelSelector{MatchLabels: map[string]string{"app": "web"}}
	set.Spec.UpdateStrategy.Type = beta.RollingUpdateSidecarSetStrategyType
	if set.Spec.UpdateStrategy.Partition == nil {
		set.Spec.UpdateStrategy.Partition = ptr(intstr.FromInt32(0))
	}
	set.Spec.UpdateStrategy.MaxUnavailable = ptr(intstr.FromInt32(1))
	set.Spec.RevisionHistoryLimit = ptr(int32(10))
	set.Annotations["kruise.io/sidecarset-hash"] = must(sidecarcontrol.SidecarSetHashV1beta1(set))
	set.Annotations["kruise.io/sidecarset-hash-without-image"] = must(sidecarcontrol.SidecarSetHashWithoutImageV1beta1(set))
	return set
}

func sidecarRevision(set *beta.SidecarSet, number int64) *apps.ControllerRevision {
	var raw map[string]any
	if err := json.Unmarshal(must(json.Marshal(set)), &raw); err != nil {
		panic(err)
	}
	spec := raw["spec"].(map[string]any)
	recorded := map[string]any{"$patch": "replace"}
	for _, field := range []string{"volumes", "containers", "initContainers", "imagePullSecrets", "patchPodMetadata"} {
		recorded[field] = spec[field]
	}
	data := must(json.Marshal(map[string]any{"spec": recorded}))
	sum := fnv.New32()
	sum.Write(data)
	sum.Write([]byte("0"))
	hash := rand.SafeEncodeString(fmt.Sprint(sum.Sum32()))
	labels := map[string]string{"team": "ops", "kruise.io/sidecarset-name": set.Name, "controller.kubernetes.io/hash": hash}
	return &apps.ControllerRevision{
		TypeMeta: meta.TypeMeta{APIVersion: "apps/v1", Kind: "ControllerRevision"},
		ObjectMeta: meta.ObjectMeta{Name: set.Name + "-" + hash, Namespace: "kruise-system", UID: types.UID(fmt.Sprintf("revision-%d", number)),
			ResourceVersion: "10", CreationTimestamp: born, Labels: labels, Annotations: set.Annotations,
			OwnerReferences: []meta.OwnerReference{{APIVersion: "apps.kruise.io/v1beta1", Kind: "SidecarSet", Name: set.Name, UID: set.UID,
				Controller: ptr(true), BlockOwnerDeletion: ptr(true)}}},
		Data:     runtime.RawExtension{Raw: data},
		Revision: number,
	}
}

func injection(set *beta.SidecarSet, key, revision string) string {
	record := injected{UpdateTimestamp: born, Hash: set.Annotations[key], SidecarSet: set.Name, Revision: revision}
	for _, c := range set.Spec.Containers {
		record.Sidecars = append(record.Sidecars, c.Name)
	}
	return string(must(json.Marshal(map[string]injected{set.Name: record})))
}

// A pod that was injected with a SidecarSet; one that was upgraded to it in place says what ran before.
func sidecarPod(id string, set *beta.SidecarSet, revision, before string) *core.Pod {
	const hash = "kruise.io/sidecarset-hash"
	p := &core.Pod{
		TypeMeta: meta.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: meta.ObjectMeta{Name: "web-" + id, Namespace: namespace, UID: types.UID("pod-" + id), ResourceVersion: "20",
			CreationTimestamp: born, Labels: map[string]string{"app": "web"}, Annotations: map[string]string{
				hash:                                 injection(set, hash, revision),
				hash + "-without-image":              injection(set, hash+"-without-image", ""),
				"kruise.io/sidecarset-injected-list": set.Name,
			}},
		Spec: core.PodSpec{NodeName: "node-1"},
	}
	add := func(name, image string, env ...core.EnvVar) {
		p.Spec.Containers = append(p.Spec.Containers, core.Container{Name: name, Image: image, Env: env})
	}
	for _, c := range set.Spec.Containers {
		if c.UpgradeStrategy.UpgradeType == beta.SidecarContainerHotUpgrade {
			add(c.Name+"-1", c.Image)
			add(c.Name+"-2", c.UpgradeStrategy.HotUpgradeEmptyImage)
			p.Annotations["kruise.io/sidecarset-working-hotupgrade-container"] = fmt.Sprintf("{%q:%q}", c.Name, c.Name+"-1")
			for twin, versions := range map[string][2]string{"-1": {"1", "0"}, "-2": {"0", "1"}} {
				p.Annotations["version.sidecarset.kruise.io/"+c.Name+twin] = versions[0]
				p.Annotations["versionalt.sidecarset.kruise.io/"+c.Name+twin] = versions[1]
			}
			continue
		}
		add(c.Name, c.Image, core.EnvVar{Name: "IS_INJECTED", Value: "true"})
		if before != "" {
			state := map[string]pub.InPlaceUpdateState{set.Name: {Revision: "of-the-first-upgrade", UpdateTimestamp: meta.NewTime(born.Add(time.Hour)),
				LastContainerStatuses: map[string]pub.InPlaceUpdateContainerStatus{c.Name: {ImageID: imageID(before)}}}}
			p.Annotations["kruise.io/sidecarset-inplace-update-state"] = string(must(json.Marshal(state)))
		}
	}
	add("main", "shop:1")
	p.Status.Phase = core.PodRunning
	for _, c := range []core.PodConditionType{core.PodInitialized, core.PodReady, core.ContainersReady, core.PodScheduled} {
		p.Status.Conditions = append(p.Status.Conditions, core.PodCondition{Type: c, Status: core.ConditionTrue, LastTransitionTime: born})
	}
	if before != "" {
		p.Status.Conditions = append(p.Status.Conditions, core.PodCondition{Type: "SidecarSetUpgradable", Status: core.ConditionTrue,
			LastTransitionTime: born, Reason: "AllSidecarsetUpgradable", Message: fmt.Sprintf("{%q:true}", set.Name)})
	}
	for _, c := range p.Spec.Containers {
		p.Status.ContainerStatuses = append(p.Status.ContainerStatuses, core.ContainerStatus{Name: c.Name, Image: "docker.io/library/" + c.Image,
			ImageID: imageID(c.Image), ContainerID: "containerd://" + id + c.Name, Ready: true, Started: ptr(true),
			State: core.ContainerState{Running: &core.ContainerStateRunning{StartedAt: born}}})
	}
	return p
}

const logAgent = `{"containers":[{"name":"log","image":"IMAGE","volumeMounts":[{"name":"v","mountPath":"/v"}],
	"resources":{"limits":{"cpu":"0.5","memory":"1024Mi"}},"livenessProbe":{"httpGet":{"port":80}}}],
	"volumes":[{"name":"v","emptyDir":{}}],"patchPodMetadata":[{"annotations":{"note":"a"},"patchPolicy":"Retain"}]}`

const mesh = `{"containers":[{"name":"mesh","image":"IMAGE","upgradeStrategy":{"upgradeType":"HotUpgrade","hotUpgradeEmptyImage":"empty:1"}}]}`

// All pods are as the SidecarSet says; the cold one was upgraded once.
func adoptedSidecarSets(folder string) {
	for name, containers := range map[string]string{"log": logAgent, "mesh": mesh} {
		first := sidecarSet(name, strings.ReplaceAll(containers, "IMAGE", name+":1"), 1)
		now := first
		revisions := []any{sidecarRevision(first, 1)}
		latest := revisions[0].(*apps.ControllerRevision)
		before := ""
		if name == "log" {
			now = sidecarSet(name, strings.ReplaceAll(containers, "IMAGE", name+":2"), 2)
			latest = sidecarRevision(now, 2)
			revisions = append(revisions, latest)
			before = name + ":1"
		}
		now.Status = beta.SidecarSetStatus{ObservedGeneration: now.Generation, MatchedPods: 3, UpdatedPods: 3, ReadyPods: 3, UpdatedReadyPods: 3,
			LatestRevision: latest.Name, CollisionCount: ptr(int32(0))}
		write(folder, "adopted-"+name, sidecarVector{now, revisions, []any{
			sidecarPod("a", now, latest.Name, before), sidecarPod("b", now, latest.Name, ""), sidecarPod("c", now, latest.Name, before)}})
	}
}
