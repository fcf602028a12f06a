package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"sync"

	"github.com/car-mirror/car-mirror/packages/conformance/ports/go/port"
	"github.com/fission-codes/go-car-mirror/core"
	"github.com/fission-codes/go-car-mirror/errors"
	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/ipfs/go-cid"
)

// memoryStore checks no hash, as the Kubo plugin's does not.
type memoryStore struct {
	mutex  sync.Mutex
	blocks map[ipld.Cid]*block
}

// block implements core.Block.
type block struct {
	id      ipld.Cid
	content []byte
	links   []ipld.Cid
}

func (b *block) Id() ipld.Cid         { return b.id }
func (b *block) RawData() []byte      { return b.content }
func (b *block) Size() int64          { return int64(len(b.content)) }
func (b *block) Children() []ipld.Cid { return b.links }

func newBlock(id ipld.Cid, content []byte) (*block, error) {
	links, err := port.LinksOf(id, content)
	return &block{id, content, links}, err
}

func newMemoryStore() *memoryStore {
	return &memoryStore{blocks: map[ipld.Cid]*block{}}
}

// loadCar makes a store of the blocks of a CAR.
func loadCar(path string) (*memoryStore, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader := bufio.NewReaderSize(file, 1<<20)
	if _, err := frame(reader); err != nil {
		return nil, err
	}
	store := newMemoryStore()
	for {
		content, err := frame(reader)
		if err == io.EOF {
			return store, nil
		}
		if err != nil {
			return nil, err
		}
		length, id, err := cid.CidFromBytes(content)
		if err != nil {
			return nil, err
		}
		held, err := newBlock(ipld.WrapCid(id), content[length:])
		if err != nil {
			return nil, err
		}
		store.blocks[held.id] = held
	}
}

// frame is the header or one block of a CAR of our own making.
func frame(reader *bufio.Reader) ([]byte, error) {
	length, err := binary.ReadUvarint(reader)
	if err != nil {
		return nil, err
	}
	content := make([]byte, length)
	_, err = io.ReadFull(reader, content)
	return content, err
}

func (s *memoryStore) Get(_ context.Context, id ipld.Cid) (core.Block[ipld.Cid], error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if held, ok := s.blocks[id]; ok {
		return held, nil
	}
	return nil, errors.ErrBlockNotFound
}

func (s *memoryStore) Has(_ context.Context, id ipld.Cid) (bool, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_, ok := s.blocks[id]
	return ok, nil
}

func (s *memoryStore) All(context.Context) (<-chan ipld.Cid, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	given := make(chan ipld.Cid, len(s.blocks))
	for id := range s.blocks {
		given <- id
	}
	close(given)
	return given, nil
}

func (s *memoryStore) Add(ctx context.Context, raw core.RawBlock[ipld.Cid]) (core.Block[ipld.Cid], error) {
	added, err := s.AddMany(ctx, []core.RawBlock[ipld.Cid]{raw})
	if err != nil {
		return nil, err
	}
	return added[0], nil
}

func (s *memoryStore) AddMany(_ context.Context, raw []core.RawBlock[ipld.Cid]) ([]core.Block[ipld.Cid], error) {
	added := make([]core.Block[ipld.Cid], len(raw))
	for i, given := range raw {
		held, err := newBlock(given.Id(), given.RawData())
		if err != nil {
			return nil, err
		}
		added[i] = held
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, held := range added {
		s.blocks[held.Id()] = held.(*block)
	}
	return added, nil
}

// held tells how many blocks there are, and the exclusive or of their hashes.
func (s *memoryStore) held() map[string]any {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var sum [sha256.Size]byte
	for _, held := range s.blocks {
		for i, other := range sha256.Sum256(held.content) {
			sum[i] ^= other
		}
	}
	return map[string]any{"blocks": len(s.blocks), "sum": hex.EncodeToString(sum[:])}
}
