// Package port is what go-car-mirror leaves to whoever uses it, for the adapter and the benchmark peer.
package port

import (
	"bytes"

	"github.com/fission-codes/go-car-mirror/ipld"
	"github.com/ipfs/go-cid"
	dagpb "github.com/ipld/go-codec-dagpb"
	_ "github.com/ipld/go-ipld-prime/codec/dagcbor"
	_ "github.com/ipld/go-ipld-prime/codec/dagjson"
	_ "github.com/ipld/go-ipld-prime/codec/raw"
	"github.com/ipld/go-ipld-prime/datamodel"
	cidlink "github.com/ipld/go-ipld-prime/linking/cid"
	"github.com/ipld/go-ipld-prime/multicodec"
	"github.com/ipld/go-ipld-prime/node/basicnode"
	"github.com/ipld/go-ipld-prime/traversal"
)

// LinksOf are a block's links in the order of its bytes, repeats included. The library leaves this to
// the store.
func LinksOf(id ipld.Cid, content []byte) ([]ipld.Cid, error) {
	codec := id.Prefix().Codec
	if codec == cid.Raw {
		return []ipld.Cid{}, nil
	}
	decode, err := multicodec.LookupDecoder(codec)
	if err != nil {
		return nil, err
	}
	var form datamodel.NodePrototype = basicnode.Prototype.Any
	if codec == cid.DagProtobuf {
		form = dagpb.Type.PBNode
	}
	builder := form.NewBuilder()
	if err := decode(builder, bytes.NewReader(content)); err != nil {
		return nil, err
	}
	found, err := traversal.SelectLinks(builder.Build())
	if err != nil {
		return nil, err
	}
	links := make([]ipld.Cid, 0, len(found))
	for _, link := range found {
		if named, ok := link.(cidlink.Link); ok {
			links = append(links, ipld.WrapCid(named.Cid))
		}
	}
	return links, nil
}
