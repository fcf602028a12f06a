package port

import (
	"github.com/fission-codes/go-car-mirror/batch"
	"github.com/fission-codes/go-car-mirror/core/instrumented"
	"github.com/fission-codes/go-car-mirror/filter"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/zeebo/xxh3"
)

// XXH3OfCid is the number under which the Kubo plugin registers XXH3 over the binary CID. It stands in
// every filter on the wire.
const XXH3OfCid = 3

func init() {
	filter.RegisterHash(XXH3OfCid, func(id ipld.Cid, seed uint64) uint64 {
		return xxh3.HashSeed(id.Bytes(), seed)
	})
}

// Config is that of the Kubo plugin. The library's DefaultConfig names a hash function that only its
// tests register.
func Config() batch.Config {
	return batch.Config{
		MaxBlocksPerRound:    100,
		MaxBlocksPerColdCall: 10,
		BloomCapacity:        1024,
		BloomFunction:        XXH3OfCid,
		Instrument: instrumented.INSTRUMENT_ORCHESTRATOR | instrumented.INSTRUMENT_STORE |
			instrumented.INSTRUMENT_FILTER,
	}
}
