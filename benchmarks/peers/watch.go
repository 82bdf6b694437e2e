package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/apimachinery/pkg/runtime/serializer/streaming"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	restwatch "k8s.io/client-go/rest/watch"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

// watchFigures follows the pods of a server with an informer, an owner's key per event, a work
// queue and two workers that do nothing: watch URL WARM-UP EVENTS.
func watchFigures(arguments []string) error {
	warmUp, err := strconv.ParseInt(arguments[1], 10, 64)
	if err != nil {
		return err
	}
	events, err := strconv.ParseInt(arguments[2], 10, 64)
	if err != nil {
		return err
	}
	config := &rest.Config{Host: arguments[0], QPS: -1}
	config.ContentType = runtime.ContentTypeProtobuf
	config.AcceptContentTypes = runtime.ContentTypeProtobuf
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	queue := workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
	for i := 0; i < 2; i++ {
		go work(queue)
	}
	var seen atomic.Int64
	var before, after time.Duration
	done := make(chan struct{})
	tick := func(pod any) {
		if owner := metav1.GetControllerOf(pod.(*corev1.Pod)); owner != nil {
			queue.Add(pod.(*corev1.Pod).Namespace + "/" + owner.Name)
		}
		switch seen.Add(1) {
		case warmUp:
			before = cpu()
		case warmUp + events:
			after = cpu()
			close(done)
		}
	}
	informer := informers.NewSharedInformerFactory(client, 0).Core().V1().Pods().Informer()
	_, err = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    tick,
		UpdateFunc: func(_, pod any) { tick(pod) },
	})
	if err != nil {
		return err
	}
	go informer.Run(make(chan struct{}))
	<-done
	tell("events_per_core_second", float64(events)/(after-before).Seconds())
	return nil
}

func work(queue workqueue.TypedRateLimitingInterface[string]) {
	for {
		key, over := queue.Get()
		if over {
			return
		}
		queue.Forget(key)
		queue.Done(key)
	}
}

// cpu is the time that this process has used of all cores.
func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// decodeFigures decodes a file with the frames of a watch again and again, as client-go does for
// protobuf: decode FILE SECONDS.
func decodeFigures(arguments []string) error {
	frames, err := os.ReadFile(arguments[0])
	if err != nil {
		return err
	}
	seconds, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	if _, err := decodeAll(frames); err != nil {
		return err
	}
	pods := 0
	before, start := cpu(), time.Now()
	for time.Since(start) < time.Duration(seconds)*time.Second {
		count, err := decodeAll(frames)
		if err != nil {
			return err
		}
		pods += count
	}
	tell("pods_per_core_second", float64(pods)/(cpu()-before).Seconds())
	return nil
}

func decodeAll(frames []byte) (int, error) {
	framer := protobuf.LengthDelimitedFramer.NewFrameReader(io.NopCloser(bytes.NewReader(frames)))
	raw := protobuf.NewRawSerializer(scheme.Scheme, scheme.Scheme)
	objects := serializer.WithoutConversionCodecFactory{CodecFactory: scheme.Codecs}.
		DecoderToVersion(protobuf.NewSerializer(scheme.Scheme, scheme.Scheme), corev1.SchemeGroupVersion)
	decoder := restwatch.NewDecoder(streaming.NewDecoder(framer, raw), objects)
	count := 0
	for {
		_, object, err := decoder.Decode()
		if err == io.EOF {
			return count, nil
		}
		if err != nil {
			return count, err
		}
		if _, isPod := object.(*corev1.Pod); !isPod {
			return count, fmt.Errorf("no pod: %T", object)
		}
		count++
	}
}
