package main

import (
	"errors"
	"fmt"

	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	"github.com/fission-codes/go-bloom"
	"github.com/fission-codes/go-car-mirror/batch"
	"github.com/fission-codes/go-car-mirror/filter"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/fxamacker/cbor/v2"
	"github.com/zeebo/xxh3"
)

func allocateFilter() filter.Filter[ipld.Cid] {
	config := port.Config()
	return batch.NewBloomAllocator[ipld.Cid](&config)()
}

// fromWireFilter takes no bytes for the library's empty filter: its Bloom filter cannot be that small.
func fromWireFilter(given wireFilter) (filter.Filter[ipld.Cid], error) {
	if len(given.Bytes) == 0 {
		return filter.NewEmptyFilter(allocateFilter), nil
	}
	bits := 8 * uint64(len(given.Bytes))
	return filter.TryNewBloomFilterFromBytes[ipld.Cid](given.Bytes, bits, given.Hashes, port.XXH3OfCid)
}

// toWireFilter says a filter in bytes and a hash count. What the library claims for its bit count is
// lost.
func toWireFilter(given filter.Filter[ipld.Cid]) (wireFilter, error) {
	switch kind := given.(type) {
	case *filter.EmptyFilter[ipld.Cid]:
		return wireFilter{Bytes: hexBytes{}}, nil
	case *filter.BloomFilter[ipld.Cid]:
		return bloomToWire(kind)
	default:
		return wireFilter{}, unsupported(fmt.Sprintf("a %T has no bytes and hash count", given))
	}
}

// bloomToWire goes by way of CBOR: the library shows the parts of a filter nowhere else.
func bloomToWire(given *filter.BloomFilter[ipld.Cid]) (wireFilter, error) {
	written, err := given.MarshalCBOR()
	if err != nil {
		return wireFilter{}, err
	}
	var parts filter.BloomWireFormat[ipld.Cid]
	if err := cbor.Unmarshal(written, &parts); err != nil {
		return wireFilter{}, err
	}
	return wireFilter{parts.Bytes, parts.HashCount}, nil
}

// union is that of the Bloom filter below the library. A session keeps two filters side by side where
// that one refuses, or where both would overfill one.
func union(input struct{ A, B wireFilter }) (any, error) {
	a, err := fromWireFilter(input.A)
	if err != nil {
		return nil, err
	}
	b, err := fromWireFilter(input.B)
	if err != nil {
		return nil, err
	}
	if len(input.A.Bytes) > 0 && len(input.B.Bytes) > 0 {
		return bloomUnion(input.A, input.B)
	}
	given, err := toWireFilter(a.AddAll(b))
	return map[string]wireFilter{"filter": given}, err
}

func bloomUnion(a, b wireFilter) (any, error) {
	merged, other := bloomOf(a), bloomOf(b)
	err := merged.Union(other)
	switch {
	case errors.Is(err, bloom.ERR_INCOMPATIBLE_BIT_COUNT), errors.Is(err, bloom.ERR_INCOMPATIBLE_HASH_COUNT):
		return nil, &failure{category: "filter-mismatch", detail: err.Error()}
	case err != nil:
		return nil, err
	}
	return map[string]wireFilter{"filter": {merged.Bytes(), merged.HashCount()}}, nil
}

func bloomOf(given wireFilter) *bloom.Filter[[]byte] {
	return bloom.NewFilterFromBloomBytes(8*uint64(len(given.Bytes)), given.Hashes, given.Bytes, xxh3.HashSeed)
}
