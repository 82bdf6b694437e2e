// Peers measures what an engineer who writes Go would take: client-go's work queue, store and
// informer. Each command prints lines "NAME VALUE", which the programs in Java beside it read.
package main

import (
	"fmt"
	"os"
	"sort"
)

// commands by name; each gets the arguments after its name.
var commands = map[string]func(arguments []string) error{
	"decode": decodeFigures,
	"encode": encodePods,
	"queue":  queueFigures,
	"store":  storeFigures,
	"watch":  watchFigures,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: run COMMAND [ARGUMENT...], where COMMAND is one of", names())
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, os.Args[1]+":", err)
		os.Exit(1)
	}
}

func names() []string {
	var all []string
	for name := range commands {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

// tell prints a figure.
func tell(name string, value float64) {
	fmt.Printf("%s %g\n", name, value)
}
