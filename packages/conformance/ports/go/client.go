package main

import (
	"fmt"
	"math"
	"net/url"
	"time"

	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	"github.com/fission-codes/go-car-mirror/filter"
	carhttp "github.com/fission-codes/go-car-mirror/http"
	"github.com/fission-codes/go-car-mirror/ipld"
)

type liveClient = carhttp.Client[ipld.Cid, *ipld.Cid]

// job is one transfer. Timeout is in milliseconds.
type job struct {
	URL      string      `json:"url"`
	Roots    []wireCid   `json:"roots"`
	Store    []wireBlock `json:"store"`
	Diff     string      `json:"diff"`
	Fault    fault       `json:"fault"`
	Timeout  int         `json:"timeout"`
	ColdCall string      `json:"coldCall"`
}

type jobEnd struct {
	Complete bool     `json:"complete"`
	Stored   []stored `json:"stored"`
	Rounds   int      `json:"rounds"`
}

// session is what a source and a sink have in common.
type session interface {
	Done() <-chan error
	Cancel() error
}

func pull(input job) (any, error) {
	return input.run(func(client *liveClient, roots []ipld.Cid) (session, func() error) {
		sink := client.GetSinkSession(input.URL)
		return sink, func() error { return enqueueWants(sink, roots) }
	})
}

func push(input job) (any, error) {
	return input.run(func(client *liveClient, roots []ipld.Cid) (session, func() error) {
		source := client.GetSourceSession(input.URL)
		return source, func() error {
			if len(roots) == 0 {
				return nil
			}
			// Enqueue starts the session, and one that runs may end between two roots: so all but the
			// last go in as what a peer without blocks wants. Wants are put in front, one by one.
			last := len(roots) - 1
			wants := make([]ipld.Cid, 0, last)
			for i := last - 1; i >= 0; i-- {
				wants = append(wants, roots[i])
			}
			source.HandleStatus(filter.NewEmptyFilter(allocateFilter), wants)
			return source.Enqueue(roots[last])
		}
	})
}

// start gets the session, and what feeds it.
type start func(client *liveClient, roots []ipld.Cid) (session, func() error)

// run starts the session and waits until it ends, an error keeps it from being fed, or the time is up.
func (j job) run(begin start) (any, error) {
	if j.Diff != "" {
		return nil, unsupported("the library has no diff")
	}
	server, err := url.Parse(j.URL)
	if err != nil {
		return nil, err
	}
	config := port.Config()
	switch j.ColdCall {
	case "one":
		config.MaxBlocksPerColdCall = 1
	case "all":
		config.MaxBlocksPerColdCall = math.MaxInt32
	}
	store := newMemoryStore(j.Store, j.Fault)
	before := rounds.of(server.Host)
	current, feed := begin(carhttp.NewClient[ipld.Cid](store, config), fromWire(j.Roots))
	fed := make(chan error, 1)
	go func() { fed <- feed() }()

	err = wait(current, fed, time.Duration(j.Timeout)*time.Millisecond)
	end := jobEnd{err == nil, store.dump(), rounds.of(server.Host) - before}
	if err == errTimeUp {
		// What does not return cannot be stopped; it is abandoned.
		_ = current.Cancel()
		err = fmt.Errorf("gave up after %d ms, %d rounds", j.Timeout, end.Rounds)
	}
	if err != nil {
		failed := liveFailure(err)
		failed.seen = end
		return nil, failed
	}
	return end, nil
}

var errTimeUp = fmt.Errorf("the time is up")

// wait is over when the session has ended and was fed, whichever comes first.
func wait(current session, fed <-chan error, limit time.Duration) error {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	done := current.Done()
	for fed != nil || done != nil {
		select {
		case err := <-fed:
			if err != nil {
				return err
			}
			fed = nil
		case err := <-done:
			if err != nil {
				return err
			}
			done = nil
		case <-timer.C:
			return errTimeUp
		}
	}
	return nil
}
