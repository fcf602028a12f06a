package main

import (
	"fmt"

	"github.com/fission-codes/go-bloom"
	"github.com/fission-codes/go-car-mirror/filter"
	"github.com/zeebo/xxh3"
)

func hash(input struct {
	Element hexBytes
	Seed    uint64
}) (any, error) {
	return map[string]string{"hash": fmt.Sprintf("%016x", xxh3.HashSeed(input.Element, input.Seed))}, nil
}

func indices(input struct {
	Element hexBytes
	Bytes   uint64
	Hashes  uint64
}) (any, error) {
	// The filter says which of the two counts are raised to one.
	empty, err := bloom.NewXXH3Filter(8*input.Bytes, input.Hashes)
	if err != nil {
		return nil, err
	}
	hasher := bloom.NewHasher(empty.BitCount(), empty.HashCount(), empty.HashFunction())
	drawn := []uint64{}
	for hasher.Next() {
		drawn = append(drawn, hasher.Value(input.Element))
	}
	return map[string][]uint64{"indices": drawn}, nil
}

func parameters(input struct{ Count uint64 }) (any, error) {
	bits, hashes := bloom.EstimateParameters(input.Count, bloom.EstimateFPP(input.Count))
	return map[string]uint64{"bytes": bits/8 + min(1, bits%8), "hashes": hashes}, nil
}

func insert(input struct {
	Bytes    uint64
	Hashes   uint64
	Elements []hexBytes
}) (any, error) {
	filled, err := bloom.NewXXH3Filter(8*input.Bytes, input.Hashes)
	if err != nil {
		return nil, err
	}
	for _, element := range input.Elements {
		filled.Add(element)
	}
	return map[string]hexBytes{"filter": filled.Bytes()}, nil
}

func has(input struct {
	Filter   wireFilter
	Elements []hexBytes
}) (any, error) {
	// An element is any bytes here, so the filter is one of strings.
	function := func(element string, seed uint64) uint64 { return xxh3.HashStringSeed(element, seed) }
	var read filter.Filter[string] = filter.NewEmptyFilter[string](nil)
	if len(input.Filter.Bytes) > 0 {
		bits := 8 * uint64(len(input.Filter.Bytes))
		read = filter.NewBloomFilterFromBytes(input.Filter.Bytes, bits, input.Filter.Hashes, function)
	}
	found := make([]bool, len(input.Elements))
	for i, element := range input.Elements {
		found[i] = !read.DoesNotContain(string(element))
	}
	return map[string][]bool{"has": found}, nil
}
