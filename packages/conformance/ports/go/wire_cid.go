package main

import (
	"fmt"

	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/ipfs/go-cid"
)

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
