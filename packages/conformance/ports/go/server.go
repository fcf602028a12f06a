package main

import (
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	carhttp "github.com/fission-codes/go-car-mirror/http"
	"github.com/fission-codes/go-car-mirror/ipld"
)

// running is the one server that there is at a time.
var running *liveServer

type liveServer struct {
	store *memoryStore
	http  *carhttp.Server[ipld.Cid, *ipld.Cid]
}

func serve(input struct {
	Store []wireBlock
	Fault fault
}) (any, error) {
	if running != nil {
		_ = running.http.Stop()
		running = nil
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	store := newMemoryStore(input.Store, input.Fault)
	server := carhttp.NewServer[ipld.Cid](store, carhttp.Config{Address: address}, port.Config())
	ended := make(chan error, 1)
	go func() { ended <- server.Start() }()
	if err := listening(address, ended); err != nil {
		_ = server.Stop()
		return nil, err
	}
	running = &liveServer{store, server}
	return map[string]string{"url": "http://" + address}, nil
}

func dump(struct{}) (any, error) {
	if running == nil {
		return nil, errors.New("no server runs: serve first")
	}
	return map[string][]stored{"stored": running.store.dump()}, nil
}

// freeAddress has a port that was free a moment ago: the library takes an address, and does not say
// which port it got.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

func listening(address string, ended <-chan error) error {
	for range 100 {
		select {
		case err := <-ended:
			return err
		default:
		}
		if connection, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			return connection.Close()
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Errorf("no server at %s", address)
}
