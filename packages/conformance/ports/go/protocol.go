package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// protocolVersion is the adapter protocol that is spoken here.
const protocolVersion = 1

type request struct {
	ID    json.RawMessage `json:"id"`
	Op    string          `json:"op"`
	Input json.RawMessage `json:"input"`
}

type answer struct {
	ID          json.RawMessage `json:"id"`
	Value       any             `json:"value,omitempty"`
	Error       string          `json:"error,omitempty"`
	Detail      string          `json:"detail,omitempty"`
	Unsupported string          `json:"unsupported,omitempty"`
}

// failure is an error of the port. Category is one of the vectors' where the port's own error tells so,
// else empty; seen is what could be seen in spite of it.
type failure struct {
	category string
	detail   string
	seen     any
}

func (f *failure) Error() string { return f.detail }

// unsupported is an operation, or an input, of which the port has no notion.
type unsupported string

func (u unsupported) Error() string { return string(u) }

// operation reads its own input. Its errors are failures, unsupported, or of no category.
type operation func(input json.RawMessage) (any, error)

// on makes an operation of a function of its input.
func on[I any](run func(I) (any, error)) operation {
	return func(raw json.RawMessage) (any, error) {
		var input I
		if err := json.Unmarshal(raw, &input); err != nil {
			return nil, fmt.Errorf("input: %w", err)
		}
		return run(input)
	}
}

// guarded is for what runs in this goroutine alone: what net/http would catch in a real server is told.
func guarded(run operation) operation {
	return func(input json.RawMessage) (value any, err error) {
		err = safely(func() (err error) {
			value, err = run(input)
			return err
		})
		return value, err
	}
}

func safely(run func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return run()
}

func answerTo(line []byte) answer {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{ID: json.RawMessage("null"), Error: "unspecified", Detail: "not a request: " + err.Error()}
	}
	given := answer{ID: asked.ID}
	run, known := operations()[asked.Op]
	if !known {
		given.Unsupported = "no operation " + asked.Op
		return given
	}
	value, err := run(asked.Input)
	var failed *failure
	var foreign unsupported
	switch {
	case err == nil:
		given.Value = value
	case errors.As(err, &foreign):
		given.Unsupported = string(foreign)
	case errors.As(err, &failed):
		given.Error, given.Detail, given.Value = failed.category, failed.detail, failed.seen
	default:
		given.Detail = err.Error()
	}
	if err != nil && given.Unsupported == "" && given.Error == "" {
		given.Error = "unspecified"
	}
	return given
}

// hexBytes are bytes as they travel in the protocol: lower-case hex.
type hexBytes []byte

func (b hexBytes) MarshalText() ([]byte, error) {
	return hex.AppendEncode(nil, b), nil
}

func (b *hexBytes) UnmarshalText(text []byte) (err error) {
	*b, err = hex.DecodeString(string(text))
	return err
}

// wireFilter is a filter as the protocol has it: its size is that of its bytes.
type wireFilter struct {
	Bytes  hexBytes `json:"bytes"`
	Hashes uint64   `json:"hashes"`
}

type wireBlock struct {
	Cid   wireCid  `json:"cid"`
	Bytes hexBytes `json:"bytes"`
}
