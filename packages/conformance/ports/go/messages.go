package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"

	"github.com/fission-codes/go-car-mirror/filter"
	carhttp "github.com/fission-codes/go-car-mirror/http"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/fission-codes/go-car-mirror/messages"
)

type statusMessage = messages.StatusMessage[ipld.Cid, *ipld.Cid]

// wireMessage is a status in both directions.
type wireMessage struct {
	Roots  []wireCid  `json:"roots"`
	Filter wireFilter `json:"filter"`
}

func encodePull(input wireMessage) (any, error) {
	body, err := encodeStatus(input)
	return map[string]hexBytes{"body": body}, err
}

func encodePush(input wireMessage) (any, error) {
	body, err := encodeStatus(input)
	// The server has this one status for every push that it understands.
	return map[string]any{"status": http.StatusAccepted, "body": body}, err
}

func encodeStatus(given wireMessage) (hexBytes, error) {
	have, err := fromWireFilter(given.Filter)
	if err != nil {
		return nil, err
	}
	return messages.NewStatusMessage[ipld.Cid, *ipld.Cid](have, fromWire(given.Roots)).MarshalBinary()
}

func decodePull(input struct{ Body hexBytes }) (any, error) {
	return decodeStatus(input.Body)
}

// decodePush looks at the status as the client does.
func decodePush(input struct {
	Status int
	Body   hexBytes
}) (any, error) {
	if input.Status != http.StatusAccepted {
		return nil, liveFailure(carhttp.ErrInvalidResponse)
	}
	return decodeStatus(input.Body)
}

func decodeStatus(body []byte) (any, error) {
	var read statusMessage
	if err := read.Read(bytes.NewBuffer(body)); err != nil {
		// "bad message format", says the server, whatever it is.
		return nil, &failure{category: "message", detail: err.Error()}
	}
	// A session begins with the empty filter, and adds to it what the peer has.
	have := filter.NewEmptyFilter(allocateFilter).AddAll(read.Have.Any())
	given, err := toWireFilter(have)
	if err != nil {
		return nil, err
	}
	return wireMessage{toWire(read.Want), given}, nil
}

// liveFailure is how a session of the library's client ended.
func liveFailure(cause error) *failure {
	failed := &failure{detail: fmt.Sprint(cause)}
	if errors.Is(cause, carhttp.ErrInvalidResponse) {
		failed.category = "refused"
	}
	return failed
}
