import { type Hex, toHex } from '@car-mirror/vectors'
import { carHeader, cbor } from '@car-mirror/vectors/by-hand'
import type { FilterModel } from '../../model/filter.js'
import { cidOfText, textOfCid } from '../../profiles/cid-text.js'
import { asText, integer, mapOf, readMap } from './cbor.js'
import type { Form } from './form.js'
import { hasBits } from './has-bits.js'

const MESSAGE = 'application/vnd.ipld.dag-cbor'
const EMPTY = { bytes: new Uint8Array(0), hashes: 3 }

/** The form of the Rust port: one root in the path, CIDs as text, the first block in the header. */
export function rsForm(filter: FilterModel): Form {
  return {
    profile: 'rs',
    types: { message: MESSAGE, car: MESSAGE },
    statuses: { pulled: 200, complete: 200, goOn: 202, absent: 404 },
    rootInPath: true,
    path: (direction, top) => `/dag/${direction}/${textOfCid(top)}`,
    route(path) {
      const found = /^\/dag\/(pull|push)\/([^/?&]+)/.exec(path)
      const top = found?.[2] === undefined ? undefined : cidOfText(found[2])
      if (top === undefined) return undefined
      return { direction: found![1] as 'pull' | 'push', top: toHex(top) }
    },
    message(direction, { roots, filter: given = EMPTY, spelling }) {
      const item = spelling === 'foreign-cids' ? cbor.link : asText
      const entries: [string, Uint8Array][] = [
        [direction === 'pull' ? 'rs' : 'sr', cbor.array(...roots.map(item))],
        ['bk', integer(given.hashes, spelling)],
        ['bb', cbor.byteString(given.bytes)],
      ]
      return mapOf(entries, 'bb', spelling)
    },
    read(direction, body) {
      const { bb, bk, ...rest } = readMap(body)
      const roots = rest[direction === 'pull' ? 'rs' : 'sr']
      if (!Array.isArray(roots)) throw new Error('it has no list of roots')
      if (!(bb instanceof Uint8Array)) throw new Error('it has no byte string bb')
      return { roots: roots.map(rootOf), has: hasBits(filter, bb, Number(bk)) }
    },
    header: (_, [first]) => (first === undefined ? undefined : carHeader([first])),
  }
}

function rootOf(value: unknown): Hex {
  const cid = typeof value === 'string' ? cidOfText(value) : undefined
  if (cid === undefined) throw new Error('a root is not the text of a CID')
  return toHex(cid)
}
