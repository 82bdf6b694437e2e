// Specs of SidecarSets with the hashes that OpenKruise's own function makes of them, and the table
// of types in whose order it writes them.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	beta "github.com/openkruise/kruise/apis/apps/v1beta1"
	"github.com/openkruise/kruise/pkg/control/sidecarcontrol"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	defaults "k8s.io/kubernetes/pkg/apis/core/v1"
)

type hashed struct {
	Name         string          `json:"name"`
	Spec         json.RawMessage `json:"spec"`
	Hash         string          `json:"hash"`
	WithoutImage string          `json:"hashWithoutImage"`
}

var specs = map[string]string{
	"one container": `{"containers":[{"name":"log","image":"log:1"}]}`,
	"no container":  `{"initContainers":[{"name":"setup","image":"setup:1"}]}`,
	"an empty list": `{"containers":[],"initContainers":[{"name":"setup","image":"setup:1","restartPolicy":"Always"}]}`,
	"a native sidecar": `{"initContainers":[{"name":"setup","image":"setup:1"},{"name":"proxy","image":"proxy","restartPolicy":"Always"}],
		"containers":[{"name":"log","image":"log@sha256:0123456789012345678901234567890123456789012345678901234567890123"}]}`,
	"what Go escapes": `{"containers":[{"name":"log","image":"log:1","args":["<a> & \"b\" \\ é \u2028 \b\f\n\t\u0001"],"env":[{"name":"A","value":"x=<1>"}]}]}`,
	"quantities": `{"containers":[{"name":"log","image":"log:latest","resources":{"limits":{"cpu":"0.5","memory":"1024Mi","ephemeral-storage":"1e3"},
		"requests":{"cpu":0.1,"memory":"1500Mi","example.com/x":2,"cpu2":"1.5Gi","zero":"0","tiny":"1n","half":"0.5Ki","big":"2000","k":"1536Ki"}}}]}`,
	"probes and hooks": `{"containers":[{"name":"log","image":"reg:5000/log","livenessProbe":{"httpGet":{"port":8080}},"readinessProbe":{"tcpSocket":{"port":"web"},"periodSeconds":3},
		"startupProbe":{"grpc":{"port":9}},"lifecycle":{"preStop":{"httpGet":{"port":"x","path":"/q"}},"postStart":{"exec":{"command":["a"]}}}}]}`,
	"a gRPC probe": `{"containers":[{"name":"log","image":"log:1","livenessProbe":{"grpc":{"port":9}},"readinessProbe":{"grpc":{"port":9,"service":"s"}}}]}`,
	"variables": `{"containers":[{"name":"log","image":"log:1","env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}},
		{"name":"B","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"1m"}}},{"name":"C","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}},
		{"name":"D","valueFrom":{"secretKeyRef":{"name":"s","key":"k","optional":false}}}],"envFrom":[{"prefix":"P_","configMapRef":{"name":"c"}}]}]}`,
	"mounts and rights": `{"containers":[{"name":"log","image":"log:1","volumeMounts":[{"name":"v","mountPath":"/v","readOnly":true,"subPathExpr":"$(A)"}],"volumeDevices":[{"name":"d","devicePath":"/d"}],
		"securityContext":{"privileged":false,"capabilities":{"add":["NET_ADMIN"]},"runAsUser":0,"seccompProfile":{"type":"RuntimeDefault"}},"ports":[{"containerPort":80},{"containerPort":53,"protocol":"UDP","name":"dns"}],"tty":true,"stdin":false}],
		"volumes":[{"name":"v"},{"name":"d"}]}`,
	"what is SidecarSet's own": `{"containers":[{"name":"log","image":"log:1","podInjectPolicy":"AfterAppContainer","upgradeStrategy":{"upgradeType":"HotUpgrade","hotUpgradeEmptyImage":"empty:1"},
		"shareVolumePolicy":{"type":"enabled"},"shareVolumeDevicePolicy":{"type":"disabled"},"transferEnv":[{"sourceContainerName":"main","envName":"A"},
		{"sourceContainerNameFrom":{"fieldRef":{"fieldPath":"metadata.labels['a']"}},"envNames":["B","C"]}],
		"resourcesPolicy":{"targetContainersMode":"sum","targetContainersNameRegex":".*","resourcesExpr":{"limits":{"cpu":"cpu * 50%"},"requests":{}}}}]}`,
}

// The defaults of OpenKruise's admission that are inside a container.
func fill(c *beta.SidecarContainer, place beta.PodInjectPolicyType) {
	if c.PodInjectPolicy == "" {
		c.PodInjectPolicy = place
	}
	if c.UpgradeStrategy.UpgradeType == "" {
		c.UpgradeStrategy.UpgradeType = beta.SidecarContainerColdUpgrade
	}
	if c.ShareVolumePolicy.Type == "" {
		c.ShareVolumePolicy.Type = beta.ShareVolumePolicyDisabled
	}
	defaults.SetDefaults_Container(&c.Container)
	for i := range c.Ports {
		if c.Ports[i].Protocol == "" {
			c.Ports[i].Protocol = "TCP"
		}
	}
	for _, t := range c.TransferEnv {
		if t.SourceContainerNameFrom != nil {
			defaults.SetDefaults_ObjectFieldSelector(t.SourceContainerNameFrom.FieldRef)
		}
	}
	for _, e := range c.Env {
		if e.ValueFrom != nil && e.ValueFrom.FieldRef != nil {
			defaults.SetDefaults_ObjectFieldSelector(e.ValueFrom.FieldRef)
		}
	}
	defaults.SetDefaults_ResourceList(&c.Resources.Limits)
	defaults.SetDefaults_ResourceList(&c.Resources.Requests)
	for _, p := range []*core.Probe{c.LivenessProbe, c.ReadinessProbe} {
		if p != nil {
			defaults.SetDefaults_Probe(p)
			if p.HTTPGet != nil {
				defaults.SetDefaults_HTTPGetAction(p.HTTPGet)
			}
		}
	}
	if c.Lifecycle != nil {
		for _, h := range []*core.LifecycleHandler{c.Lifecycle.PostStart, c.Lifecycle.PreStop} {
			if h != nil && h.HTTPGet != nil {
				defaults.SetDefaults_HTTPGetAction(h.HTTPGet)
			}
		}
	}
}

func sidecarSetHashes(file string) {
	var vectors []hashed
	for name, text := range specs {
		set := &beta.SidecarSet{}
		if err := json.Unmarshal([]byte(text), &set.Spec); err != nil {
			panic(name + ": " + err.Error())
		}
		for i := range set.Spec.InitContainers {
			fill(&set.Spec.InitContainers[i], beta.AfterAppContainerType)
		}
		for i := range set.Spec.Containers {
			fill(&set.Spec.Containers[i], beta.BeforeAppContainerType)
		}
		vectors = append(vectors, hashed{name, json.RawMessage(text),
			must(sidecarcontrol.SidecarSetHashV1beta1(set)), must(sidecarcontrol.SidecarSetHashWithoutImageV1beta1(set))})
	}
	sortByName(vectors)
	if err := os.WriteFile(file, append(must(json.MarshalIndent(vectors, "", " ")), '\n'), 0o644); err != nil {
		panic(err)
	}
}

func sortByName(vectors []hashed) {
	for i := range vectors {
		for j := i; j > 0 && vectors[j].Name < vectors[j-1].Name; j-- {
			vectors[j], vectors[j-1] = vectors[j-1], vectors[j]
		}
	}
}

// One line for each type that is reached from a container of a SidecarSet.
func typeTable() {
	seen := map[string]bool{}
	queue := []reflect.Type{reflect.TypeOf(beta.SidecarContainer{})}
	var kind func(t reflect.Type) string
	kind = func(t reflect.Type) string {
		switch t.Kind() {
		case reflect.Ptr:
			return "*" + kind(t.Elem())
		case reflect.Slice:
			return "[]" + kind(t.Elem())
		case reflect.Map:
			return "{}" + kind(t.Elem())
		case reflect.String:
			return "s"
		case reflect.Bool:
			return "b"
		case reflect.Int32, reflect.Int64:
			return "i"
		}
		switch {
		case t == reflect.TypeOf(intstr.IntOrString{}):
			return "P"
		case t.Name() == "Quantity":
			return "Q"
		case !seen[t.Name()]:
			seen[t.Name()] = true
			queue = append(queue, t)
		}
		return t.Name()
	}
	var fields func(t reflect.Type) string
	fields = func(t reflect.Type) string {
		out := ""
		for i := range t.NumField() {
			tag := strings.Split(t.Field(i).Tag.Get("json"), ",")
			if tag[0] == "" {
				out += fields(t.Field(i).Type)
				continue
			}
			out += " " + tag[0] + ":" + kind(t.Field(i).Type)
			if len(tag) > 1 {
				out += "?"
			}
		}
		return out
	}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		fmt.Println(t.Name() + fields(t))
	}
}

func sidecarSets(folder string) {
	sidecarSetHashes(filepath.Join(folder, "hashes.json"))
	adoptedSidecarSets(folder)
	typeTable()
}
