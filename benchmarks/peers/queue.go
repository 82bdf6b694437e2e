package main

import (
	"k8s.io/client-go/util/workqueue"
)

func queueFigures(arguments []string) error {
	queue := workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
	queue.Add("x")
	tell("depth", float64(queue.Len()))
	return nil
}
