import * as dagCbor from '@ipld/dag-cbor'
import * as dagPb from '@ipld/dag-pb'
import { CID } from 'multiformats/cid'
import { vi } from 'vitest'
import { cidParts } from '../src/cid-bytes.js'
import { defaultCodecs } from '../src/codecs.js'
import { MirrorError } from '../src/errors.js'

export type Scanned = 'dag-cbor' | 'dag-pb'

const LIBRARY = { 'dag-cbor': dagCbor, 'dag-pb': dagPb }

/** Every CID that the library reads, as it is written, in the order of the block: it reads in that. */
const read = vi.spyOn(CID, 'decode')

/** Links of a block in hex, and whether they are refused, in the library's opinion and our limits'. */
export function libraryLinks(codec: Scanned, bytes: Uint8Array): string[] | undefined {
  read.mockClear()
  try {
    LIBRARY[codec].decode(bytes)
  } catch {
    return undefined
  }
  const links = read.mock.calls.map(([cid]) => cid)
  return links.every(isAskable) ? links.map(hexOf) : undefined
}

/** That the library writes it as it is written, and no number was rounded. @see SEC-3 */
function isAskable(bytes: Uint8Array): boolean {
  const { version, code, multihash, bytes: again } = CID.decode(bytes)
  const isWhole = version === 1 || (multihash.code === 0x12 && multihash.size === 32)
  const isExact = Math.max(code, multihash.code) <= Number.MAX_SAFE_INTEGER
  return isWhole && isExact && bytes.length <= 1024 && hexOf(bytes) === hexOf(again)
}

/** Likewise in ours, as `blockLinks` asks for it. */
export function ourLinks(codec: Scanned, bytes: Uint8Array): string[] | undefined {
  try {
    const links = defaultCodecs.get(LIBRARY[codec].code)!.links(bytes)
    for (const link of links) cidParts(link)
    return links.map(hexOf)
  } catch (error) {
    if (error instanceof MirrorError) return undefined
    throw error
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
