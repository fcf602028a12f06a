import * as dagCbor from '@ipld/dag-cbor'
import * as dagPb from '@ipld/dag-pb'
import { createUnsafe } from 'multiformats/block'
import type { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'

/** The links of a block, found by the library codecs. */
export function* linksOf(cid: CID, bytes: Uint8Array): Generator<CID> {
  if (cid.code === raw.code) return
  const codec = cid.code === dagPb.code ? dagPb : dagCbor
  for (const [, link] of createUnsafe({ cid, bytes, codec }).links()) yield link
}
