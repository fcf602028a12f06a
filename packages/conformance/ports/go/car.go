package main

import (
	"bufio"
	"errors"
	"io"

	"github.com/fission-codes/go-car-mirror/core"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/fission-codes/go-car-mirror/messages"
	"github.com/fxamacker/cbor/v2"
)

type blocksMessage = messages.BlocksMessage[ipld.Cid, *ipld.Cid]

// encodeCar leaves the roots out: the library names its blocks for roots, and takes no others.
func encodeCar(input struct {
	Roots  []wireCid
	Blocks []wireBlock
}) (any, error) {
	body, err := newBlocksMessage(input.Blocks).MarshalBinary()
	return map[string]hexBytes{"body": body}, err
}

func newBlocksMessage(blocks []wireBlock) *blocksMessage {
	raw := make([]core.RawBlock[ipld.Cid], len(blocks))
	for i, given := range blocks {
		id := given.Cid.id
		raw[i] = &messages.BlockWireFormat[ipld.Cid, *ipld.Cid]{IdRef: &id, Data: given.Bytes}
	}
	return messages.NewBlocksMessage[ipld.Cid, *ipld.Cid](raw)
}

type wireCar struct {
	Roots  []wireCid   `json:"roots"`
	Blocks []wireBlock `json:"blocks"`
}

func decodeCar(input struct {
	Body hexBytes
	Cuts []int
}) (any, error) {
	var read blocksMessage
	body := bufio.NewReader(&pieces{body: input.Body, cuts: input.Cuts, end: io.EOF})
	err := safely(func() error { return read.Read(body) })
	seen := wireCar{toWire(read.Car.Header.Roots), []wireBlock{}}
	for _, block := range read.Car.Blocks {
		seen.Blocks = append(seen.Blocks, wireBlock{wireCid{block.Id()}, block.RawData()})
	}
	// The library's readers take this one error for success.
	if err == io.EOF {
		return seen, nil
	}
	return nil, &failure{category: carCategory(err), detail: err.Error(), seen: seen}
}

// carCategory goes by the error alone. CBOR is in headers only.
func carCategory(err error) string {
	var syntax *cbor.SyntaxError
	var semantic *cbor.SemanticError
	var kind *cbor.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax), errors.As(err, &semantic), errors.As(err, &kind),
		errors.Is(err, ipld.ErrExpectedByteString), errors.Is(err, ipld.ErrWrongCborTagNumber):
		return "car-header"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "car-truncated"
	default:
		return ""
	}
}

// pieces is a body that arrives in pieces, cut at the given offsets, and ends with the given error.
type pieces struct {
	body []byte
	cuts []int
	at   int
	end  error
}

func (p *pieces) Read(into []byte) (int, error) {
	for len(p.cuts) > 0 && p.cuts[0] <= p.at {
		p.cuts = p.cuts[1:]
	}
	until := len(p.body)
	if len(p.cuts) > 0 {
		until = min(until, p.cuts[0])
	}
	if p.at == len(p.body) {
		return 0, p.end
	}
	n := copy(into, p.body[p.at:until])
	p.at += n
	return n, nil
}
