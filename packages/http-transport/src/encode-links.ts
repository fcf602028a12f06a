import type { CID } from 'multiformats/cid'
import { Encoded } from './cbor-map.js'

/** Major types of CBOR, in a head's upper bits. */
const BYTES = 0x40
const ARRAY = 0x80
/** The head of tag 42; in the byte string behind it a zero stands before the CID. */
const LINK = 0xd82a
const NO_BASE = 0

/** Bytes of the largest head that is written here. */
const HEAD = 5

/** CBOR of the list of these links. They may be many, and the library makes several objects of each. */
export function encodeLinks(cids: readonly CID[]): Encoded {
  const most = cids.reduce((sum, { bytes }) => sum + 2 + HEAD + 1 + bytes.length, HEAD)
  const list = new Uint8Array(most)
  const view = new DataView(list.buffer)
  let at = writeHead(view, 0, ARRAY, cids.length)
  for (const { bytes } of cids) {
    view.setUint16(at, LINK)
    at = writeHead(view, at + 2, BYTES, 1 + bytes.length)
    list[at++] = NO_BASE
    list.set(bytes, at)
    at += bytes.length
  }
  return new Encoded(list.subarray(0, at))
}

/** @returns where the head ends */
function writeHead(view: DataView, at: number, major: number, value: number): number {
  if (value < 24) {
    view.setUint8(at, major | value)
    return at + 1
  }
  if (value < 2 ** 8) {
    view.setUint16(at, ((major | 24) << 8) | value)
    return at + 2
  }
  if (value < 2 ** 16) {
    view.setUint8(at, major | 25)
    view.setUint16(at + 1, value)
    return at + 3
  }
  view.setUint8(at, major | 26)
  view.setUint32(at + 1, value)
  return at + 5
}
