package main

import (
	"fmt"

	"github.com/fission-codes/go-car-mirror/batch"
	"github.com/fission-codes/go-car-mirror/core/instrumented"
	"github.com/fission-codes/go-car-mirror/filter"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/ipfs/go-cid"
	"github.com/zeebo/xxh3"
)

// xxh3OfCid is the number under which the Kubo plugin registers XXH3 over the binary CID. It stands in
// every filter on the wire.
const xxh3OfCid = 3

func init() {
	filter.RegisterHash(xxh3OfCid, func(id ipld.Cid, seed uint64) uint64 {
		return xxh3.HashSeed(id.Bytes(), seed)
	})
}

// liveConfig is that of the Kubo plugin. The library's DefaultConfig names a hash function that only its
// tests register.
func liveConfig() batch.Config {
	return batch.Config{
		MaxBlocksPerRound:    100,
		MaxBlocksPerColdCall: 10,
		BloomCapacity:        1024,
		BloomFunction:        xxh3OfCid,
		Instrument: instrumented.INSTRUMENT_ORCHESTRATOR | instrumented.INSTRUMENT_STORE |
			instrumented.INSTRUMENT_FILTER,
	}
}

// wireCid is a CID as it travels in the protocol: its binary form, in hex.
type wireCid struct{ id ipld.Cid }

func (c wireCid) MarshalText() ([]byte, error) {
	return hexBytes(c.id.Bytes()).MarshalText()
}

func (c *wireCid) UnmarshalText(text []byte) error {
	var binary hexBytes
	if err := binary.UnmarshalText(text); err != nil {
		return err
	}
	read, err := cid.Cast(binary)
	if err != nil {
		return unsupported(fmt.Sprintf("go-cid has no CID %s: %v", text, err))
	}
	c.id = ipld.WrapCid(read)
	return nil
}

func toWire(ids []ipld.Cid) []wireCid {
	given := make([]wireCid, len(ids))
	for i, id := range ids {
		given[i] = wireCid{id}
	}
	return given
}

func fromWire(ids []wireCid) []ipld.Cid {
	read := make([]ipld.Cid, len(ids))
	for i, id := range ids {
		read[i] = id.id
	}
	return read
}
