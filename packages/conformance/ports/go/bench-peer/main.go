// Command bench-peer serves, pulls or pushes one DAG by go-car-mirror, for packages/bench, whose README
// says how it is asked.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
)

// out is stdout: the library prints, now and then.
var out = json.NewEncoder(os.Stdout)

func main() {
	os.Stdout = os.Stderr
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(words []string) error {
	switch {
	case len(words) >= 1 && words[0] == "serve":
		store, err := having(words[1:])
		if err != nil {
			return err
		}
		return serve(store)
	case len(words) >= 3 && words[0] == "pull":
		store, err := having(words[3:])
		if err != nil {
			return err
		}
		return pull(words[1], words[2], store)
	case len(words) == 4 && words[0] == "push":
		store, err := loadCar(words[3])
		if err != nil {
			return err
		}
		return push(words[1], words[2], store)
	}
	return fmt.Errorf("serve [--have CAR], pull URL ROOT [--have CAR], push URL ROOT CAR")
}

func having(words []string) (*memoryStore, error) {
	switch {
	case len(words) == 0:
		return newMemoryStore(), nil
	case len(words) == 2 && words[0] == "--have":
		return loadCar(words[1])
	}
	return nil, fmt.Errorf("unknown: %q", words)
}

// serve goes on until stdin ends.
func serve(store *memoryStore) error {
	url, err := startServer(store)
	if err != nil {
		return err
	}
	say(map[string]any{"url": url})
	_, _ = io.Copy(io.Discard, os.Stdin)
	say(store.held())
	return nil
}

func say(line map[string]any) {
	if err := out.Encode(line); err != nil {
		log.Fatal(err)
	}
}
