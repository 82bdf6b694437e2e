// A client of client-go, as controllers written in Go use it: shared informer, leader election,
// status update, events. Prints one line per thing that worked; exits 1 at the first that did not.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
	"k8s.io/client-go/tools/record"
	"k8s.io/client-go/util/retry"
)

const (
	namespace = "client-go"
	patience  = 30 * time.Second
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 4*patience)
	defer cancel()
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	check("read the kubeconfig", err)
	client := kubernetes.NewForConfigOrDie(config)

	version, err := client.Discovery().ServerVersion()
	check("ask for the version", err)
	fmt.Println("version", version.Major+"."+version.Minor)
	groups, _, err := client.Discovery().ServerGroupsAndResources()
	check("discover", err)
	fmt.Println("discovered", len(groups) > 10)

	_, err = client.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}}, metav1.CreateOptions{})
	check("create a namespace", err)
	pods := client.CoreV1().Pods(namespace)

	seen := make(chan string, 100)
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithNamespace(namespace))
	informer := factory.Core().V1().Pods().Informer()
	_, err = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(object any) { seen <- "added " + object.(*corev1.Pod).Name },
		UpdateFunc: func(_, object any) { seen <- "updated " + object.(*corev1.Pod).Labels["step"] },
		DeleteFunc: func(object any) { seen <- "deleted" },
	})
	check("add a handler", err)
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
		check("fill the cache", fmt.Errorf("not within %s", 4*patience))
	}
	fmt.Println("cache filled")

	_, err = pods.Create(ctx, pod(), metav1.CreateOptions{})
	check("create a pod", err)
	await(seen, "added worker")

	check("update with retries on conflict", retry.RetryOnConflict(retry.DefaultRetry, func() error {
		found, err := pods.Get(ctx, "worker", metav1.GetOptions{})
		if err != nil {
			return err
		}
		found.Labels = map[string]string{"step": "two"}
		_, err = pods.Update(ctx, found, metav1.UpdateOptions{})
		return err
	}))
	await(seen, "updated two")

	stale, err := pods.Get(ctx, "worker", metav1.GetOptions{})
	check("get", err)
	stale.ResourceVersion = "1"
	stale.Labels["step"] = "never"
	_, err = pods.Update(ctx, stale, metav1.UpdateOptions{})
	fmt.Println("stale update is a conflict", apierrors.IsConflict(err))

	check("update the status", retry.RetryOnConflict(retry.DefaultRetry, func() error {
		found, err := pods.Get(ctx, "worker", metav1.GetOptions{})
		if err != nil {
			return err
		}
		found.Status.Conditions = append(found.Status.Conditions, corev1.PodCondition{Type: "example.com/checked", Status: corev1.ConditionTrue})
		_, err = pods.UpdateStatus(ctx, found, metav1.UpdateOptions{})
		return err
	}))
	fmt.Println("status updated")

	events(ctx, client)
	elect(ctx, client)

	check("delete", pods.Delete(ctx, "worker", metav1.DeleteOptions{}))
	await(seen, "deleted")
	_, err = pods.Get(ctx, "worker", metav1.GetOptions{})
	fmt.Println("gone is not found", apierrors.IsNotFound(err))
	check("delete the namespace", client.CoreV1().Namespaces().Delete(ctx, namespace, metav1.DeleteOptions{}))
	fmt.Println("all done")
}

// A scheduler that nobody runs: the pod stays as it is.
func pod() *corev1.Pod {
	grace := int64(0)
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "worker"},
		Spec: corev1.PodSpec{
			SchedulerName:                 "nobody",
			TerminationGracePeriodSeconds: &grace,
			Containers:                    []corev1.Container{{Name: "worker", Image: "worker:1"}},
		},
	}
}

func events(ctx context.Context, client kubernetes.Interface) {
	broadcaster := record.NewBroadcaster()
	defer broadcaster.Shutdown()
	broadcaster.StartRecordingToSink(&typedcorev1.EventSinkImpl{Interface: client.CoreV1().Events(namespace)})
	recorder := broadcaster.NewRecorder(scheme.Scheme, corev1.EventSource{Component: "client-go"})
	about := &corev1.ObjectReference{Kind: "Pod", APIVersion: "v1", Namespace: namespace, Name: "worker"}
	recorder.Event(about, corev1.EventTypeNormal, "Checked", "all is well")
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		list, err := client.CoreV1().Events(namespace).List(ctx, metav1.ListOptions{FieldSelector: "reason=Checked"})
		check("list events", err)
		if len(list.Items) == 1 {
			fmt.Println("event recorded:", list.Items[0].Message)
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	check("record an event", fmt.Errorf("not within %s", patience))
}

func elect(ctx context.Context, client kubernetes.Interface) {
	ctx, cancel := context.WithCancel(ctx)
	lock := &resourcelock.LeaseLock{
		LeaseMeta:  metav1.ObjectMeta{Name: "leader", Namespace: namespace},
		Client:     client.CoordinationV1(),
		LockConfig: resourcelock.ResourceLockConfig{Identity: "one"},
	}
	leaderelection.RunOrDie(ctx, leaderelection.LeaderElectionConfig{
		Lock:            lock,
		ReleaseOnCancel: true,
		LeaseDuration:   15 * time.Second,
		RenewDeadline:   10 * time.Second,
		RetryPeriod:     100 * time.Millisecond,
		Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: func(context.Context) { fmt.Println("leads"); cancel() },
			OnStoppedLeading: func() { fmt.Println("leads no more") },
		},
	})
}

func await(seen <-chan string, wanted string) {
	end := time.After(patience)
	for {
		select {
		case event := <-seen:
			if event == wanted {
				fmt.Println("informer:", event)
				return
			}
		case <-end:
			check("see "+wanted, fmt.Errorf("not within %s", patience))
		}
	}
}

func check(what string, err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "cannot %s: %v\n", what, err)
		os.Exit(1)
	}
}
