package main

import (
	"encoding/hex"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/cache"
)

const (
	podsOfAnOwner = 10
	ownersRead    = 1000
	podsRead      = 100
	byOwner       = "owner"
)

var token = regexp.MustCompile("@([A-Z0-9]+)@")

// storeFigures prints what a pod costs in client-go's indexed store: the argument is how many pods.
func storeFigures(arguments []string) error {
	pods, err := strconv.Atoi(arguments[0])
	if err != nil {
		return err
	}
	for _, stripped := range []bool{false, true} {
		each, err := bytesEach(pods, stripped)
		if err != nil {
			return err
		}
		tell(map[bool]string{false: "bytes_whole", true: "bytes_stripped"}[stripped], each)
	}
	speed()
	return nil
}

func newStore() cache.Indexer {
	return cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{byOwner: func(object interface{}) ([]string, error) {
		owner := metav1.GetControllerOf(object.(*corev1.Pod))
		if owner == nil {
			return nil, nil
		}
		return []string{string(owner.UID)}, nil
	}})
}

func bytesEach(pods int, stripped bool) (float64, error) {
	template, err := template()
	if err != nil {
		return 0, err
	}
	codec := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme.Scheme, scheme.Scheme, json.SerializerOptions{})
	store := newStore()
	before := heapBytes()
	for number := 0; number < pods; number++ {
		object, _, err := codec.Decode([]byte(fill(template, number)), nil, &corev1.Pod{})
		if err != nil {
			return 0, err
		}
		pod := object.(*corev1.Pod)
		if stripped {
			pod.ManagedFields = nil
		}
		if err := store.Add(pod); err != nil {
			return 0, err
		}
	}
	each := float64(heapBytes()-before) / float64(pods)
	runtime.KeepAlive(store)
	return each, nil
}

func heapBytes() uint64 {
	var stats runtime.MemStats
	for i := 0; i < 3; i++ {
		runtime.GC()
	}
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// template is the pod of the benchmarks in Java; the program runs in benchmarks/peers or the root.
func template() (string, error) {
	for _, root := range []string{os.Getenv("WINDLASS_ROOT"), ".", "../.."} {
		path := filepath.Join(root, "benchmarks/src/main/resources/io/windlass/benchmarks/pods/pod-at-rest.json")
		if text, err := os.ReadFile(path); err == nil {
			return string(text), nil
		}
	}
	return "", fmt.Errorf("pod-at-rest.json is not where WINDLASS_ROOT or the working directory say")
}

// fill gives a pod texts of its own, as long as those that the benchmarks in Java give it.
func fill(template string, number int) string {
	owner := number / podsOfAnOwner
	own := map[string]string{}
	// In the order in which the template asks, which is the same for all pods of an owner.
	pod, shared := rand.New(rand.NewSource(int64(number))), rand.New(rand.NewSource(-1-int64(owner)))
	return token.ReplaceAllStringFunc(template, func(found string) string {
		name := found[1 : len(found)-1]
		if value, known := own[name]; known {
			return value
		}
		own[name] = value(name, owner, number, pod, shared)
		return own[name]
	})
}

func value(name string, owner int, number int, pod *rand.Rand, shared *rand.Rand) string {
	octet := func() int { return 100 + pod.Intn(100) }
	switch name {
	case "NAMESPACE":
		return fmt.Sprintf("tenant-%02d", owner%50)
	case "OWNER":
		return fmt.Sprintf("web-frontend-%05d", owner)
	case "OWNERUID":
		return uuid(shared)
	case "UID":
		return uuid(pod)
	case "SUFFIX":
		return digits(pod, 4) + strconv.Itoa(number%podsOfAnOwner)
	case "TOKEN":
		return digits(pod, 5)
	case "HASH", "NEXTHASH":
		return digits(shared, 10)
	case "TAG", "NEXTTAG":
		return fmt.Sprintf("v1.%d.%d", owner%90+10, len(name))
	case "DIGEST":
		return digits(shared, 64)
	case "CONTAINER1", "CONTAINER2":
		return digits(pod, 64)
	case "VERSION":
		return fmt.Sprintf("%09d", number)
	case "NODE":
		return fmt.Sprintf("node-pool-a-%04d", pod.Intn(3000))
	case "PODIP":
		return fmt.Sprintf("10.%d.%d.%d", octet(), octet(), octet())
	case "HOSTIP":
		return fmt.Sprintf("172.16.%d.%d", octet(), octet())
	default:
		return time.Date(2026, 3, 14, 9, 26, 53, 0, time.UTC).Add(time.Duration(pod.Intn(86400)) * time.Second).Format(time.RFC3339)
	}
}

func digits(random *rand.Rand, count int) string {
	bytes := make([]byte, count/2+1)
	random.Read(bytes)
	return hex.EncodeToString(bytes)[:count]
}

func uuid(random *rand.Rand) string {
	d := digits(random, 32)
	return d[:8] + "-" + d[8:12] + "-" + d[12:16] + "-" + d[16:20] + "-" + d[20:]
}

// speed prints what the pods of one owner and a change cost with 100,000 small pods of 1,000 owners.
func speed() {
	store := newStore()
	pods := make([]*corev1.Pod, ownersRead*podsRead)
	controls := true
	for i := range pods {
		pods[i] = &corev1.Pod{ObjectMeta: metav1.ObjectMeta{
			Namespace:       fmt.Sprintf("tenant-%02d", i%50),
			Name:            fmt.Sprintf("web-frontend-%06d", i),
			OwnerReferences: []metav1.OwnerReference{{UID: "owner", Controller: &controls}},
		}}
		pods[i].OwnerReferences[0].UID = types.UID(fmt.Sprintf("3f2b8c1e-0000-4000-8000-%012d", i/podsRead))
		_ = store.Add(pods[i])
	}
	begin, reads := time.Now(), 0
	for ; time.Since(begin) < time.Second; reads++ {
		found, _ := store.ByIndex(byOwner, string(pods[rand.Intn(len(pods))].OwnerReferences[0].UID))
		if len(found) != podsRead {
			panic(len(found))
		}
	}
	tell("owned_us", time.Since(begin).Seconds()*1e6/float64(reads))
	begin, changes := time.Now(), 0
	for ; time.Since(begin) < time.Second; changes++ {
		next := *pods[rand.Intn(len(pods))]
		_ = store.Update(&next)
	}
	tell("changes_per_second", float64(changes)/time.Since(begin).Seconds())
}
