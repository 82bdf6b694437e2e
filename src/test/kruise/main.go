// Prints CloneSets with their revisions and pods as a cluster holds them that OpenKruise 1.9 runs:
// made of its public API types, with Go's encoding, Kubernetes' defaults and hashes.
package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"time"

	"github.com/openkruise/kruise/apis/apps/pub"
	kruise "github.com/openkruise/kruise/apis/apps/v1alpha1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/rand"
	defaults "k8s.io/kubernetes/pkg/apis/core/v1"
	hashing "k8s.io/kubernetes/pkg/util/hash"
)

const (
	namespace = "shop"
	uid       = "6d1f4f4e-0000-4000-8000-000000000001"
)

var born = meta.NewTime(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))

// One installation.
type vector struct {
	CloneSet  any   `json:"cloneSet"`
	Revisions []any `json:"revisions"`
	Pods      []any `json:"pods"`
}

type options struct {
	name       string
	update     kruise.CloneSetUpdateStrategyType
	partition  int
	replicas   int
	shortHash  bool
	ownerGroup string
	inPlace    bool
	claims     string
}

// Claim templates as people write them; what the API types make of them is what is hashed.
var claimTemplates = []struct{ Says, Templates string }{
	{"a size", `[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]`},
	{"labels that do not count", `[{"metadata":{"name":"data","labels":{"disk":"fast"},"annotations":{"a":"b"}},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]`},
	{"a size spelled otherwise", `[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1024Mi"}}}}]`},
	{"a size in plain bytes", `[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":1073741824}}}}]`},
	{"parts of a unit", `[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1.5Gi"},"limits":{"storage":"2.5G"}}}}]`},
	{"tiny, odd and exponential sizes", `[{"metadata":{"name":"data"},"spec":{"resources":{"requests":{"a":"0.5","b":"1e3","c":"512","d":"0.5Ki","e":"0","f":"12e6","g":"1000k","h":"1025Ki","i":"0.0001","j":"100Gi","k":"1000Gi","l":"20000M"}}}}]`},
	{"a volume mode", `[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"volumeMode":"Filesystem","resources":{"requests":{"storage":"1Gi"}}}}]`},
	{"every field", `[{"metadata":{"name":"data"},"spec":{"volumeAttributesClassName":"gold","dataSourceRef":{"apiGroup":"snapshot.storage.k8s.io","kind":"VolumeSnapshot","name":"s","namespace":"n"},"dataSource":{"kind":"PersistentVolumeClaim","name":"c"},"volumeMode":"Block","storageClassName":"","volumeName":"v","resources":{"limits":{"storage":"2Gi"},"requests":{"storage":"1Gi"}},"selector":{"matchLabels":{"b":"2","a":"1"},"matchExpressions":[{"key":"k","operator":"In","values":["x","y"]},{"key":"l","operator":"Exists"}]},"accessModes":["ReadWriteOnce","ReadOnlyMany"]}}]`},
	{"two templates", `[{"metadata":{"name":"logs"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"fast","resources":{"requests":{"storage":"10Gi"}}}},{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteMany"],"resources":{"requests":{"storage":"5Gi"}}}}]`},
	{"the same two the other way round", `[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteMany"],"resources":{"requests":{"storage":"5Gi"}}}},{"metadata":{"name":"logs"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"fast","resources":{"requests":{"storage":"10Gi"}}}}]`},
	{"empty lists and nulls", `[{"metadata":{"name":"data","creationTimestamp":null},"spec":{"accessModes":[],"selector":{},"storageClassName":null,"resources":{"requests":{}}},"status":{"phase":"Pending"}}]`},
	{"characters that Go escapes", `[{"metadata":{"name":"data"},"spec":{"volumeName":"a<b>&\"c\\\u2028é","resources":{}}}]`},
}

func ptr[T any](v T) *T { return &v }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func template(image string) core.PodTemplateSpec {
	t := core.PodTemplate{Template: core.PodTemplateSpec{
		ObjectMeta: meta.ObjectMeta{Labels: map[string]string{"app": "web"}, Annotations: map[string]string{"note": "a \"b\" <c> & d"}},
		Spec: core.PodSpec{
			Containers: []core.Container{
				{Name: "main", Image: image,
					Ports:          []core.ContainerPort{{ContainerPort: 8080}},
					ReadinessProbe: &core.Probe{ProbeHandler: core.ProbeHandler{HTTPGet: &core.HTTPGetAction{Path: "/", Port: intstr.FromInt32(8080)}}},
					Env:            []core.EnvVar{{Name: "NODE", ValueFrom: &core.EnvVarSource{FieldRef: &core.ObjectFieldSelector{FieldPath: "spec.nodeName"}}}},
					Resources: core.ResourceRequirements{Requests: core.ResourceList{
						core.ResourceCPU: resource.MustParse("0.1"), core.ResourceMemory: resource.MustParse("64Mi")}},
					VolumeMounts: []core.VolumeMount{{Name: "config", MountPath: "/etc/web"}, {Name: "tmp", MountPath: "/tmp"}}},
				{Name: "agent", Image: "agent:1"},
			},
			Volumes: []core.Volume{
				{Name: "config", VolumeSource: core.VolumeSource{ConfigMap: &core.ConfigMapVolumeSource{LocalObjectReference: core.LocalObjectReference{Name: "web"}}}},
				{Name: "tmp", VolumeSource: core.VolumeSource{EmptyDir: &core.EmptyDirVolumeSource{}}},
			},
		}}}
	defaults.SetObjectDefaults_PodTemplate(&t)
	return t.Template
}

func cloneSet(o options, image string) *kruise.CloneSet {
	cs := &kruise.CloneSet{
		TypeMeta:   meta.TypeMeta{APIVersion: "apps.kruise.io/v1alpha1", Kind: "CloneSet"},
		ObjectMeta: meta.ObjectMeta{Name: o.name, Namespace: namespace, UID: uid, Generation: 2, ResourceVersion: "40", CreationTimestamp: born},
		Spec: kruise.CloneSetSpec{
			Replicas: ptr(int32(o.replicas)),
			Selector: &meta.LabelSelector{MatchLabels: map[string]string{"app": "web"}},
			Template: template(image),
			UpdateStrategy: kruise.CloneSetUpdateStrategy{
				Type: o.update, Partition: ptr(intstr.FromInt32(int32(o.partition))),
				MaxUnavailable: ptr(intstr.FromString("20%")), MaxSurge: ptr(intstr.FromInt32(0)),
			},
			RevisionHistoryLimit: ptr(int32(10)),
		},
	}
	if o.claims != "" {
		cs.Spec.VolumeClaimTemplates = claims(o.claims)
	}
	if o.update != kruise.RecreateCloneSetUpdateStrategyType {
		cs.Spec.UpdateStrategy.InPlaceUpdateStrategy = &pub.InPlaceUpdateStrategy{}
	}
	return cs
}

func owner(o options) []meta.OwnerReference {
	return []meta.OwnerReference{{APIVersion: o.ownerGroup, Kind: "CloneSet", Name: o.name, UID: uid, Controller: ptr(true), BlockOwnerDeletion: ptr(true)}}
}

func claims(text string) []core.PersistentVolumeClaim {
	var templates []core.PersistentVolumeClaim
	if err := json.Unmarshal([]byte(text), &templates); err != nil {
		panic(err)
	}
	for i := range templates {
		defaults.SetDefaults_PersistentVolumeClaim(&templates[i])
		defaults.SetDefaults_ResourceList(&templates[i].Spec.Resources.Limits)
		defaults.SetDefaults_ResourceList(&templates[i].Spec.Resources.Requests)
	}
	return templates
}

// Names and specs in the order of names; the bytes of their JSON are hashed as Kubernetes hashes objects.
func claimHash(templates []core.PersistentVolumeClaim) string {
	if len(templates) == 0 {
		return ""
	}
	var told []core.PersistentVolumeClaim
	for _, t := range templates {
		told = append(told, core.PersistentVolumeClaim{ObjectMeta: meta.ObjectMeta{Name: t.Name}, Spec: t.Spec})
	}
	sort.SliceStable(told, func(i, j int) bool { return told[i].Name < told[j].Name })
	sum := fnv.New32a()
	hashing.DeepHashObject(sum, must(json.Marshal(told)))
	return strconv.FormatUint(uint64(sum.Sum32()), 10)
}

// The whole template under "$patch": "replace", its keys in order, as controllers of Kubernetes record it.
func revision(o options, cs *kruise.CloneSet, number int64) *apps.ControllerRevision {
	var raw map[string]any
	if err := json.Unmarshal(must(json.Marshal(cs)), &raw); err != nil {
		panic(err)
	}
	recorded := raw["spec"].(map[string]any)["template"].(map[string]any)
	recorded["$patch"] = "replace"
	data := must(json.Marshal(map[string]any{"spec": map[string]any{"template": recorded}}))
	sum := fnv.New32()
	sum.Write(data)
	sum.Write([]byte(strconv.Itoa(0)))
	hash := rand.SafeEncodeString(fmt.Sprint(sum.Sum32()))
	return &apps.ControllerRevision{
		TypeMeta: meta.TypeMeta{APIVersion: "apps/v1", Kind: "ControllerRevision"},
		ObjectMeta: meta.ObjectMeta{
			Name: o.name + "-" + hash, Namespace: namespace, UID: types.UID("revision-" + strconv.FormatInt(number, 10)), ResourceVersion: "10", CreationTimestamp: born,
			Labels:          map[string]string{"app": "web", "controller.kubernetes.io/hash": hash},
			Annotations:     map[string]string{"kruise.io/cloneset-volumeclaimtemplate-hash": claimHash(cs.Spec.VolumeClaimTemplates)},
			OwnerReferences: owner(o),
		},
		Data:     runtime.RawExtension{Raw: data},
		Revision: number,
	}
}

func imageID(image string) string {
	return "docker.io/library/" + image + "@sha256:0" + image[len(image)-1:]
}

func pod(o options, id string, r *apps.ControllerRevision, before string, t core.PodTemplateSpec) *core.Pod {
	hash := r.Labels["controller.kubernetes.io/hash"]
	label := r.Name
	if o.shortHash {
		label = hash
	}
	p := &core.Pod{
		TypeMeta: meta.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: meta.ObjectMeta{
			Name: o.name + "-" + id, GenerateName: o.name + "-", Namespace: namespace, UID: types.UID("pod-" + id), ResourceVersion: "20", CreationTimestamp: born,
			Labels: map[string]string{"app": "web", kruise.CloneSetInstanceID: id, "controller-revision-hash": label,
				"pod-template-hash": hash, pub.LifecycleStateKey: string(pub.LifecycleStateNormal)},
			Annotations:     map[string]string{"note": t.Annotations["note"], pub.LifecycleTimestampKey: born.UTC().Format(time.RFC3339)},
			OwnerReferences: owner(o),
		},
		Spec: *t.Spec.DeepCopy(),
	}
	p.Spec.ReadinessGates = append(p.Spec.ReadinessGates, core.PodReadinessGate{ConditionType: pub.InPlaceUpdateReady})
	p.Spec.NodeName = "node-1"
	if before != "" {
		state := pub.InPlaceUpdateState{Revision: r.Name, UpdateTimestamp: born, UpdateImages: true,
			LastContainerStatuses:  map[string]pub.InPlaceUpdateContainerStatus{"main": {ImageID: imageID(before)}},
			ContainerBatchesRecord: []pub.InPlaceUpdateContainerBatch{{Timestamp: born, Containers: []string{"main"}}}}
		p.Annotations[pub.InPlaceUpdateStateKey] = string(must(json.Marshal(state)))
	}
	p.Status.Phase = core.PodRunning
	for _, c := range []core.PodConditionType{pub.InPlaceUpdateReady, core.PodInitialized, core.PodReady, core.ContainersReady, core.PodScheduled} {
		p.Status.Conditions = append(p.Status.Conditions, core.PodCondition{Type: c, Status: core.ConditionTrue, LastTransitionTime: born})
	}
	for _, c := range p.Spec.Containers {
		p.Status.ContainerStatuses = append(p.Status.ContainerStatuses, core.ContainerStatus{Name: c.Name, Image: "docker.io/library/" + c.Image,
			ImageID: imageID(c.Image), ContainerID: "containerd://" + id + c.Name, Ready: true, Started: ptr(true), State: core.ContainerState{Running: &core.ContainerStateRunning{StartedAt: born}}})
	}
	return p
}

// Two revisions; as many pods as the partition keeps are still of the first.
func installation(o options) vector {
	first, second := cloneSet(o, "web:1"), cloneSet(o, "web:2")
	was, is := revision(o, first, 1), revision(o, second, 2)
	v := vector{CloneSet: second, Revisions: []any{was, is}}
	for i := range o.replicas {
		id := "b" + string("cdfgh"[i]) + "xyz"
		before := ""
		if o.inPlace {
			before = "web:1"
		}
		if i < o.partition {
			v.Pods = append(v.Pods, pod(o, id, was, "", first.Spec.Template))
		} else {
			v.Pods = append(v.Pods, pod(o, id, is, before, second.Spec.Template))
		}
	}
	n, kept := int32(o.replicas), int32(o.partition)
	second.Status = kruise.CloneSetStatus{ObservedGeneration: 2, Replicas: n, ReadyReplicas: n, AvailableReplicas: n,
		UpdatedReplicas: n - kept, UpdatedReadyReplicas: n - kept, UpdatedAvailableReplicas: n - kept, ExpectedUpdatedReplicas: n - kept,
		UpdateRevision: is.Name, CurrentRevision: is.Name, CollisionCount: ptr(int32(0)), LabelSelector: "app=web"}
	if kept > 0 {
		second.Status.CurrentRevision = was.Name
	}
	return v
}

func write(folder, name string, content any) {
	if err := os.WriteFile(filepath.Join(folder, name+".json"), append(must(json.MarshalIndent(content, "", " ")), '\n'), 0o644); err != nil {
		panic(err)
	}
}

func hashes() any {
	type hashed struct {
		Says      string          `json:"says"`
		Templates json.RawMessage `json:"templates"`
		Hash      string          `json:"hash"`
	}
	var all []hashed
	for _, t := range claimTemplates {
		all = append(all, hashed{t.Says, json.RawMessage(t.Templates), claimHash(claims(t.Templates))})
	}
	return map[string]any{"claims": all}
}

func main() {
	folder := os.Args[1]
	write(folder, "claim-hashes", hashes())
	sidecarSets(os.Args[2])
	for name, o := range map[string]options{
		"in-place":    {name: "web", update: kruise.InPlaceIfPossibleCloneSetUpdateStrategyType, replicas: 3, ownerGroup: "apps.kruise.io/v1alpha1", inPlace: true},
		"recreate":    {name: "web", update: kruise.RecreateCloneSetUpdateStrategyType, replicas: 3, ownerGroup: "apps.kruise.io/v1alpha1"},
		"partitioned": {name: "web", update: kruise.InPlaceIfPossibleCloneSetUpdateStrategyType, replicas: 5, partition: 3, ownerGroup: "apps.kruise.io/v1alpha1", inPlace: true},
		"short-hash":  {name: "web", update: kruise.InPlaceOnlyCloneSetUpdateStrategyType, replicas: 3, ownerGroup: "apps.kruise.io/v1alpha1", shortHash: true, inPlace: true},
		"claims":      {name: "web", update: kruise.InPlaceIfPossibleCloneSetUpdateStrategyType, replicas: 3, ownerGroup: "apps.kruise.io/v1alpha1", inPlace: true, claims: claimTemplates[8].Templates},
		"newer-owner": {name: "web", update: kruise.InPlaceIfPossibleCloneSetUpdateStrategyType, replicas: 3, ownerGroup: "apps.kruise.io/v1beta1", inPlace: true},
	} {
		write(folder, name, installation(o))
	}
}
