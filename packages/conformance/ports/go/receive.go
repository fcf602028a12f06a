package main

import (
	"bufio"
	"errors"
	"io"

	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	"github.com/fission-codes/go-car-mirror/batch"
	"github.com/fission-codes/go-car-mirror/core"
	"github.com/fission-codes/go-car-mirror/filter"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/fission-codes/go-car-mirror/stats"
)

// errRoundsOver ends a session that asks for more than the rounds that there are.
var errRoundsOver = errors.New("no more rounds")

type delivery struct {
	Available []wireCid
	Blocks    []wireBlock
	Cut       bool
}

type wireStatus struct {
	Missing []wireCid  `json:"missing"`
	Filter  wireFilter `json:"filter"`
}

type wireEnding struct {
	Statuses    []wireStatus `json:"statuses"`
	Stored      []wireCid    `json:"stored"`
	Complete    bool         `json:"complete"`
	Unavailable []wireCid    `json:"unavailable"`
}

// receive makes a requester's sink session, as the pulling client does, and answers what it asks with
// the given rounds. The port has no list of what is unavailable.
func receive(input struct {
	Store  []wireBlock
	Roots  []wireCid
	Rounds []delivery
}) (any, error) {
	connection := batch.NewGenericBatchSinkConnection[ipld.Cid, *ipld.Cid](
		stats.GLOBAL_STATS, port.Config().Instrument, unbounded, true)
	store := newMemoryStore(input.Store, fault{})
	accumulator := core.NewSimpleStatusAccumulator(allocateFilter())
	session := connection.Session(store, accumulator, true)
	script := &scriptedServer{connection.Receiver(session), input.Rounds, nil}

	err := enqueueWants(session, fromWire(input.Roots))
	if err == nil {
		session.Run(connection.Sender(script))
		err = <-session.Done()
	}
	complete := err == nil
	if complete {
		// A requester that wants nothing sends nothing. This is what it would have said.
		err = accumulator.Send(&statusKeeper{script})
	}
	ending, unsaid := script.ending(store, complete)
	if unsaid != nil {
		return nil, unsaid
	}
	if err != nil && err != errRoundsOver {
		return nil, &failure{detail: err.Error(), seen: ending}
	}
	return ending, nil
}

// enqueueWants is the session's Enqueue for several roots: one that runs could end between two of them.
func enqueueWants(session *core.SinkSession[ipld.Cid, batch.BatchState], roots []ipld.Cid) error {
	if err := session.Orchestrator().Notify(core.BEGIN_ENQUEUE); err != nil {
		return err
	}
	defer session.Orchestrator().Notify(core.END_ENQUEUE)
	for _, root := range roots {
		if err := session.AccumulateStatus(root); err != nil {
			return err
		}
	}
	return nil
}

// scriptedServer stands where the client's sender posts a status and reads the answer.
type scriptedServer struct {
	receiver *batch.SimpleBatchBlockReceiver[ipld.Cid]
	rounds   []delivery
	asked    []askedStatus
}

type askedStatus struct {
	have filter.Filter[ipld.Cid]
	want []ipld.Cid
}

func (s *scriptedServer) SendStatus(have filter.Filter[ipld.Cid], want []ipld.Cid) error {
	if err := s.receiver.Orchestrator().Notify(core.BEGIN_FLUSH); err != nil {
		return err
	}
	s.asked = append(s.asked, askedStatus{have, want})
	if len(s.rounds) == 0 {
		return errRoundsOver
	}
	var answered blocksMessage
	if err := answered.Read(bufio.NewReader(bodyOf(s.rounds[0]))); err != io.EOF {
		return err
	}
	s.rounds = s.rounds[1:]
	if err := s.receiver.Orchestrator().Notify(core.END_FLUSH); err != nil {
		return err
	}
	return s.receiver.HandleList(answered.Car.Blocks)
}

func (s *scriptedServer) Close() error { return nil }

// bodyOf is the round as a CAR. The body of a connection that broke ends as net/http has it.
func bodyOf(round delivery) io.Reader {
	message := newBlocksMessage(round.Blocks)
	message.Car.Header.Roots = fromWire(round.Available)
	body, err := message.MarshalBinary()
	end := io.EOF
	if round.Cut {
		end = io.ErrUnexpectedEOF
	}
	if err != nil {
		end = err
	}
	return &pieces{body: body, end: end}
}

// statusKeeper keeps a status that is not sent.
type statusKeeper struct{ script *scriptedServer }

func (k *statusKeeper) SendStatus(have filter.Filter[ipld.Cid], want []ipld.Cid) error {
	k.script.asked = append(k.script.asked, askedStatus{have, want})
	return nil
}

func (k *statusKeeper) Close() error { return nil }

func (s *scriptedServer) ending(store *memoryStore, complete bool) (wireEnding, error) {
	given := wireEnding{[]wireStatus{}, toWire(store.ids()), complete, []wireCid{}}
	for _, asked := range s.asked {
		have, err := toWireFilter(asked.have)
		if err != nil {
			return given, err
		}
		given.Statuses = append(given.Statuses, wireStatus{toWire(asked.want), have})
	}
	return given, nil
}
