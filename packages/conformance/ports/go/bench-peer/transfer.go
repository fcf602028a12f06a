package main

import (
	"fmt"
	"net"
	"time"

	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	carhttp "github.com/fission-codes/go-car-mirror/http"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/ipfs/go-cid"
)

// startServer takes a port that was free a moment ago: the library does not say which one it got.
func startServer(store *memoryStore) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address := listener.Addr().String()
	_ = listener.Close()
	server := carhttp.NewServer[ipld.Cid](store, carhttp.Config{Address: address}, port.Config())
	go func() { _ = server.Start() }()
	for range 100 {
		if connection, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			return "http://" + address, connection.Close()
		}
		time.Sleep(20 * time.Millisecond)
	}
	return "", fmt.Errorf("no server at %s", address)
}

func pull(url, root string, store *memoryStore) error {
	id, err := cid.Decode(root)
	if err != nil {
		return err
	}
	client := carhttp.NewClient[ipld.Cid](store, port.Config())
	start := ready()
	sink := client.GetSinkSession(url)
	err = sink.Enqueue(ipld.WrapCid(id))
	if err == nil {
		err = <-sink.Done()
	}
	line := end(start, err)
	for name, value := range store.held() {
		line[name] = value
	}
	say(line)
	return nil
}

func push(url, root string, store *memoryStore) error {
	id, err := cid.Decode(root)
	if err != nil {
		return err
	}
	client := carhttp.NewClient[ipld.Cid](store, port.Config())
	start := ready()
	source := client.GetSourceSession(url)
	err = source.Enqueue(ipld.WrapCid(id))
	if err == nil {
		err = <-source.Done()
	}
	say(end(start, err))
	return nil
}

func ready() time.Time {
	say(map[string]any{"ready": true})
	return time.Now()
}

// end is complete if the session says no error.
func end(start time.Time, err error) map[string]any {
	line := map[string]any{
		"ms":       float64(time.Since(start).Nanoseconds()) / 1e6,
		"complete": err == nil,
	}
	if err != nil {
		line["error"] = err.Error()
	}
	return line
}
