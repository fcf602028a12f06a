package main

import (
	"runtime/debug"
	"sort"
)

const library = "github.com/fission-codes/go-car-mirror"

func operations() map[string]operation {
	return map[string]operation{
		"hello":       on(hello),
		"xxh3":        guarded(on(hash)),
		"indices":     guarded(on(indices)),
		"parameters":  guarded(on(parameters)),
		"insert":      guarded(on(insert)),
		"has":         guarded(on(has)),
		"union":       guarded(on(union)),
		"pull.encode": guarded(on(encodePull)),
		"pull.decode": guarded(on(decodePull)),
		"push.encode": guarded(on(encodePush)),
		"push.decode": guarded(on(decodePush)),
		"car.encode":  guarded(on(encodeCar)),
		"car.decode":  guarded(on(decodeCar)),
		"send":        guarded(on(send)),
		"receive":     guarded(on(receive)),
		"serve":       on(serve),
		"dump":        on(dump),
		"pull":        on(pull),
		"push":        on(push),
	}
}

type greeting struct {
	Protocol   int      `json:"protocol"`
	Name       string   `json:"name"`
	Version    string   `json:"version"`
	Dialect    string   `json:"dialect"`
	Operations []string `json:"operations"`
}

func hello(input struct{ Protocol int }) (any, error) {
	if input.Protocol != protocolVersion {
		return nil, unsupported("this adapter speaks protocol 1")
	}
	given := greeting{protocolVersion, "go-car-mirror", libraryVersion(), "go", nil}
	for name := range operations() {
		if name != "hello" {
			given.Operations = append(given.Operations, name)
		}
	}
	sort.Strings(given.Operations)
	return given, nil
}

// libraryVersion is what was linked, so that it cannot differ from go.mod.
func libraryVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == library {
				return module.Version
			}
		}
	}
	return "unknown"
}
