import { toHex } from '@car-mirror/vectors'
import * as dagCbor from '@ipld/dag-cbor'
import { decode, decodeFirst, encode } from 'cborg'
import { CID } from 'multiformats/cid'
import { toCid } from '../model/cid.js'
import { Refusal } from '../model/refusal.js'
import { lax, unsorted } from './careless-cbor.js'
import { type Mutant, mutant, repinned } from './mutant.js'

function refused(): never {
  throw new Refusal('message', 'too strict')
}

export const messageMutants: readonly Mutant[] = [
  repinned('MSG-1/other-names', 'calls the roots something else', { pullRoots: 'roots' }),
  repinned('MSG-1/swapped-names', 'swaps hash count and bytes', { hashes: 'bb', filter: 'bk' }),
  repinned('MSG-2/old-name', 'answers with the field of version 0.1.0', { pushRoots: 'sr' }),
  repinned('MSG-2/as-a-request', 'answers with the field of a pull request', { pushRoots: 'rs' }),
  repinned('MSG-3/new-name-only', 'does not know the old name', { pushRootsOld: [] }),
  mutant('MSG-4/as-text', 'writes CIDs as text', ({ messages }) => {
    messages.link = (cid) => toCid(cid).toString()
  }),
  mutant('MSG-4/text-is-fine', 'reads CIDs written as text', ({ messages }) => {
    const root = messages.root.bind(messages)
    messages.root = (value, written) => {
      return typeof value === 'string' ? toHex(CID.parse(value).bytes) : root(value, written)
    }
  }),
  mutant('MSG-5/own-order', 'writes keys in the order of its source', ({ messages }) => {
    messages.write = (map) => {
      const entries = Object.entries(map as object).reverse()
      return encode(Object.fromEntries(entries), unsorted)
    }
  }),
  mutant('MSG-6/lax', 'reads any CBOR', ({ messages }) => {
    messages.checkBounds = () => {}
    messages.isInteger = () => true
    messages.read = (body) => {
      try {
        return decode(body, lax)
      } catch {
        return refused()
      }
    }
  }),
  mutant('MSG-6/trailing-bytes', 'does not mind bytes after the end', ({ messages }) => {
    messages.read = (body) => {
      try {
        return decodeFirst(body, dagCbor.decodeOptions)[0]
      } catch {
        return refused()
      }
    }
  }),
  mutant('MSG-7/canonical-only', 'refuses keys in another order', ({ messages }) => {
    const read = messages.read.bind(messages)
    messages.read = (body) => {
      const value = read(body)
      return toHex(dagCbor.encode(value)) === toHex(body) ? value : refused()
    }
  }),
  mutant('MSG-8/fields-optional', 'makes up fields that are not there', ({ messages }) => {
    const map = messages.map.bind(messages)
    messages.isInteger = () => true
    messages.map = (body) => ({ bb: new Uint8Array(0), bk: 0, rs: [], dr: [], ...map(body) })
  }),
  mutant('MSG-8/floats-are-fine', 'takes a float for an integer', ({ messages }) => {
    messages.isInteger = () => true
  }),
  mutant('MSG-9/known-keys-only', 'refuses keys that it does not know', ({ messages }) => {
    const map = messages.map.bind(messages)
    messages.map = (body) => {
      const value = map(body)
      return Object.keys(value).length === 3 ? value : refused()
    }
  }),
  mutant('MSG-10/keeps-repeats', 'keeps roots that are listed twice', ({ messages }) => {
    messages.distinct = (roots) => [...roots]
  }),
  mutant('MSG-11/clamps', 'corrects hash counts that are out of bounds', ({ messages }) => {
    messages.checkFilter = (filter) => {
      const hashes = Math.min(64, Math.max(1, filter.hashes))
      Object.assign(filter, { hashes, bytes: filter.bytes.subarray(0, 2 ** 24) })
    }
  }),
  repinned('MSG-12/more-links', 'takes twice as many links', { maxLinks: 262_144 }),
  repinned('MSG-12/fewer-links', 'takes half as many links', { maxLinks: 65_536 }),
  repinned('MSG-12/any-depth', 'takes any depth', { maxDepth: 100_000 }),
  mutant('MSG-13/first-cid-counts', 'passes over bytes after a CID', ({ messages }) => {
    const firstCid = (content: () => unknown) => {
      return CID.decodeFirst((content() as Uint8Array).subarray(1))[0]
    }
    messages.read = (body) => {
      messages.root = (value) => toHex((value as CID).bytes)
      try {
        return decode(body, { ...dagCbor.decodeOptions, tags: { 42: firstCid } })
      } catch {
        return refused()
      }
    }
  }),
]
