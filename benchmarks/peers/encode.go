package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
)

// encodePods turns lines of JSON on its input, one Pod each, into protobuf on its output, each led
// by its length in four bytes: as an API server would store and send them.
func encodePods(arguments []string) error {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		var pod corev1.Pod
		if err := json.Unmarshal(line, &pod); err != nil {
			return err
		}
		bytes, err := pod.Marshal()
		if err != nil {
			return err
		}
		if err := writeLength(out, len(bytes)); err != nil {
			return err
		}
		if _, err := out.Write(bytes); err != nil {
			return err
		}
	}
}

func writeLength(out io.Writer, length int) error {
	_, err := out.Write([]byte{byte(length >> 24), byte(length >> 16), byte(length >> 8), byte(length)})
	return err
}
