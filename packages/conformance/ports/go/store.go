package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"

	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	"github.com/fission-codes/go-car-mirror/core"
	"github.com/fission-codes/go-car-mirror/errors"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/multiformats/go-multihash"
)

// fault says from which call on, counted from 1, the store fails. Zero: never.
type fault struct {
	Get int `json:"get"`
	Put int `json:"put"`
}

// memoryStore does what the Kubo plugin's store does around the library: no hash is checked, what cannot
// be decoded is an error, and a CID that carries its block needs no store. Unlike Kubo's it tells apart
// CIDs of one multihash.
type memoryStore struct {
	mutex sync.Mutex
	held  map[ipld.Cid]*memoryBlock
	order []ipld.Cid
	fault fault
	gets  int
	puts  int
}

// memoryBlock implements core.Block.
type memoryBlock struct {
	id      ipld.Cid
	content []byte
	links   []ipld.Cid
	corrupt error
}

func (b *memoryBlock) Id() ipld.Cid         { return b.id }
func (b *memoryBlock) RawData() []byte      { return b.content }
func (b *memoryBlock) Size() int64          { return int64(len(b.content)) }
func (b *memoryBlock) Children() []ipld.Cid { return b.links }

func newMemoryBlock(id ipld.Cid, content []byte) *memoryBlock {
	links, err := port.LinksOf(id, content)
	return &memoryBlock{id, content, links, err}
}

// newMemoryStore begins with these blocks, whatever they are.
func newMemoryStore(preloaded []wireBlock, fault fault) *memoryStore {
	store := &memoryStore{held: map[ipld.Cid]*memoryBlock{}, fault: fault}
	for _, given := range preloaded {
		store.keep(newMemoryBlock(given.Cid.id, given.Bytes))
	}
	return store
}

func (s *memoryStore) keep(block *memoryBlock) {
	if block.id.Prefix().MhType == multihash.IDENTITY {
		return
	}
	if _, held := s.held[block.id]; !held {
		s.order = append(s.order, block.id)
	}
	s.held[block.id] = block
}

func (s *memoryStore) Get(_ context.Context, id ipld.Cid) (core.Block[ipld.Cid], error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.gets++
	if s.fault.Get > 0 && s.gets >= s.fault.Get {
		return nil, fmt.Errorf("the store fails at get %d, as it was told to", s.gets)
	}
	block, held := s.held[id]
	if inline, err := multihash.Decode(id.Hash()); err == nil && inline.Code == multihash.IDENTITY {
		block, held = newMemoryBlock(id, inline.Digest), true
	}
	if !held {
		return nil, errors.ErrBlockNotFound
	}
	if block.corrupt != nil {
		return nil, block.corrupt
	}
	return block, nil
}

func (s *memoryStore) Has(_ context.Context, id ipld.Cid) (bool, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_, held := s.held[id]
	return held, nil
}

func (s *memoryStore) All(context.Context) (<-chan ipld.Cid, error) {
	ids := s.ids()
	given := make(chan ipld.Cid, len(ids))
	for _, id := range ids {
		given <- id
	}
	close(given)
	return given, nil
}

func (s *memoryStore) Add(ctx context.Context, block core.RawBlock[ipld.Cid]) (core.Block[ipld.Cid], error) {
	added, err := s.AddMany(ctx, []core.RawBlock[ipld.Cid]{block})
	if err != nil {
		return nil, err
	}
	return added[0], nil
}

// AddMany decodes all before it stores one, as Kubo's does.
func (s *memoryStore) AddMany(_ context.Context, raw []core.RawBlock[ipld.Cid]) ([]core.Block[ipld.Cid], error) {
	decoded := make([]*memoryBlock, len(raw))
	for i, given := range raw {
		decoded[i] = newMemoryBlock(given.Id(), given.RawData())
		if decoded[i].corrupt != nil {
			return nil, decoded[i].corrupt
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	added := make([]core.Block[ipld.Cid], len(decoded))
	for i, block := range decoded {
		s.puts++
		if s.fault.Put > 0 && s.puts >= s.fault.Put {
			return nil, fmt.Errorf("the store fails at put %d, as it was told to", s.puts)
		}
		s.keep(block)
		added[i] = block
	}
	return added, nil
}

func (s *memoryStore) ids() []ipld.Cid {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]ipld.Cid{}, s.order...)
}

type stored struct {
	Cid    wireCid  `json:"cid"`
	Sha256 hexBytes `json:"sha256"`
}

func (s *memoryStore) dump() []stored {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	given := make([]stored, len(s.order))
	for i, id := range s.order {
		sum := sha256.Sum256(s.held[id].content)
		given[i] = stored{wireCid{id}, sum[:]}
	}
	return given
}
