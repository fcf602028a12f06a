package main

import (
	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	"github.com/fission-codes/go-car-mirror/batch"
	"github.com/fission-codes/go-car-mirror/core"
	"github.com/fission-codes/go-car-mirror/filter"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/fission-codes/go-car-mirror/stats"
)

// unbounded is more blocks than any round has: the vectors suppose a sender that ends none early.
const unbounded = 1 << 16

// send makes a responder's source session, as the server does, give it one status, and keep the one
// batch that it answers with. The port walks in one order; what is asked for is left aside.
func send(input struct {
	Store   []wireBlock
	Missing []wireCid
	Filter  wireFilter
	Order   string
}) (any, error) {
	have, err := fromWireFilter(input.Filter)
	if err != nil {
		return nil, err
	}
	connection := batch.NewGenericBatchSourceConnection[ipld.Cid, *ipld.Cid](
		stats.GLOBAL_STATS, port.Config().Instrument, unbounded, unbounded, false)
	session := connection.Session(
		newMemoryStore(input.Store, fault{}), filter.NewSynchronizedFilter(allocateFilter()), false)
	sent := &batchKeeper{orchestrator: connection}
	if err := connection.Receiver(session).HandleStatus(have, fromWire(input.Missing)); err != nil {
		return nil, err
	}
	session.Run(connection.Sender(sent, unbounded))
	if err := <-session.Done(); err != nil {
		return nil, &failure{detail: err.Error(), seen: sent.seen()}
	}
	return sent.seen(), nil
}

// batchKeeper stands where the server's sender hands a batch to the HTTP handler.
type batchKeeper struct {
	orchestrator core.Orchestrator[batch.BatchState]
	blocks       []core.RawBlock[ipld.Cid]
}

func (k *batchKeeper) SendList(blocks []core.RawBlock[ipld.Cid]) error {
	if err := k.orchestrator.Notify(core.BEGIN_FLUSH); err != nil {
		return err
	}
	k.blocks = append(k.blocks, blocks...)
	return k.orchestrator.Notify(core.END_FLUSH)
}

func (k *batchKeeper) Close() error { return nil }

// The port has no notion of what is available: its CARs name every block.
type wireRound struct {
	Blocks []wireCid `json:"blocks"`
}

func (k *batchKeeper) seen() wireRound {
	given := wireRound{[]wireCid{}}
	for _, block := range k.blocks {
		given.Blocks = append(given.Blocks, wireCid{block.Id()})
	}
	return given
}
