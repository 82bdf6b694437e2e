package main

import (
	"math/rand"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"k8s.io/client-go/util/workqueue"
)

const (
	queueKeys  = 10000
	addsPerRun = 64
	delayed    = 100000
)

// queueFigures: the script of AbsorbFigures and WheelFigures on client-go's queues.
func queueFigures(arguments []string) error {
	absorb(time.Second)
	tell("absorbed", absorb(3*time.Second))
	tell("delayed-nanos", addAfter())
	return nil
}

func keyNames() []string {
	keys := make([]string, queueKeys)
	for i := range keys {
		keys[i] = "default/owner-" + strconv.Itoa(i)
	}
	return keys
}

// absorb returns how many adds two producers make in a second, each running one key per 64 adds.
func absorb(duration time.Duration) float64 {
	queue := workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
	defer queue.ShutDown()
	keys := keyNames()
	for _, key := range keys {
		queue.Add(key)
	}
	var adds atomic.Int64
	var group sync.WaitGroup
	end := time.Now().Add(duration)
	for producer := 0; producer < 2; producer++ {
		zipf := rand.NewZipf(rand.New(rand.NewSource(int64(producer))), 1.01, 1, queueKeys-1)
		order := make([]int32, 1<<16)
		for i := range order {
			order[i] = int32(zipf.Uint64())
		}
		group.Add(1)
		go func() {
			defer group.Done()
			made := 0
			for time.Now().Before(end) {
				for i := 0; i < 16*addsPerRun; i++ {
					queue.Add(keys[order[made&(len(order)-1)]])
					made++
					if made%addsPerRun == 0 {
						key, _ := queue.Get()
						queue.Done(key)
					}
				}
			}
			adds.Add(int64(made))
		}()
	}
	group.Wait()
	return float64(adds.Load()) / duration.Seconds()
}

// addAfter returns the time per key to delay 100,000 keys by up to a second, without the waiting.
func addAfter() float64 {
	queue := workqueue.NewTypedDelayingQueue[int]()
	defer queue.ShutDown()
	random := rand.New(rand.NewSource(1))
	start := time.Now()
	for i := 0; i < delayed; i++ {
		queue.AddAfter(i, time.Hour+time.Duration(random.Intn(1000000))*time.Microsecond)
	}
	return float64(time.Since(start).Nanoseconds()) / delayed
}
