package main

import (
	"fmt"
	"net"
	"time"

	"github.com/fission-codes/go-car-mirror/batch"
	"github.com/fission-codes/go-car-mirror/core/instrumented"
	"github.com/fission-codes/go-car-mirror/filter"
	carhttp "github.com/fission-codes/go-car-mirror/http"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/ipfs/go-cid"
	"github.com/zeebo/xxh3"
)

// xxh3OfCid is the number under which the Kubo plugin registers XXH3 over the binary CID.
const xxh3OfCid = 3

func init() {
	filter.RegisterHash(xxh3OfCid, func(id ipld.Cid, seed uint64) uint64 {
		return xxh3.HashSeed(id.Bytes(), seed)
	})
}

// config is that of the Kubo plugin.
func config() batch.Config {
	return batch.Config{
		MaxBlocksPerRound:    100,
		MaxBlocksPerColdCall: 10,
		BloomCapacity:        1024,
		BloomFunction:        xxh3OfCid,
		Instrument: instrumented.INSTRUMENT_ORCHESTRATOR | instrumented.INSTRUMENT_STORE |
			instrumented.INSTRUMENT_FILTER,
	}
}

// startServer takes a port that was free a moment ago: the library does not say which one it got.
func startServer(store *memoryStore) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address := listener.Addr().String()
	_ = listener.Close()
	server := carhttp.NewServer[ipld.Cid](store, carhttp.Config{Address: address}, config())
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
	client := carhttp.NewClient[ipld.Cid](store, config())
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
	client := carhttp.NewClient[ipld.Cid](store, config())
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
