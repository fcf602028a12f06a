package main

import (
	"net/http"
	"sync"
)

// rounds counts requests. The library's clients all go through the default transport, and tell nobody
// how many they make.
var rounds = &roundCounter{next: http.DefaultTransport, requests: map[string]int{}}

func init() {
	http.DefaultTransport = rounds
}

type roundCounter struct {
	next     http.RoundTripper
	mutex    sync.Mutex
	requests map[string]int
}

func (c *roundCounter) RoundTrip(request *http.Request) (*http.Response, error) {
	c.mutex.Lock()
	c.requests[request.URL.Host]++
	c.mutex.Unlock()
	return c.next.RoundTrip(request)
}

func (c *roundCounter) of(host string) int {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.requests[host]
}
