import { BloomFilter, MAX_HASHES } from '@car-mirror/bloom'
import { asLink, CidSet, type Have } from '@car-mirror/core'
import { cborMap, Encoded } from './cbor-map.js'
import { anyOf } from './haves.js'
import { malformed } from './message.js'

/** Under which XXH3 over the binary CID is registered with the port, by its Kubo plugin. */
const XXH3 = 3
/** Filters in one message that are made use of; each costs a look-up per block. */
const MOST_FILTERS = 64

/** One filter as the port writes it; none as the tag that it reads for an empty one. */
export function encodeHave(have: BloomFilter): Encoded {
  if (have.isEmpty) return new Encoded(cborMap(['em', {}]))
  const filter = cborMap(
    ['bytes', have.bytes],
    ['hashFunction', XXH3],
    ['hashCount', have.hashes],
    ['bitCount', have.bits],
  )
  return new Encoded(cborMap(['bl', new Encoded(filter)]))
}

/**
 * What a peer says that it has, in any of the port's four forms: a filter, two of these, a list of CIDs,
 * or nothing. A filter that cannot be used tells nothing, which costs duplicates at most.
 * @throws TransportError ERR_MESSAGE for what has none of the forms
 */
export function decodeHave(value: unknown): Have {
  const found: Have[] = []
  const open = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { bl, cm, em, pf } = record(next, 'have')
    if (isGiven(bl)) found.push(...usable(record(bl, 'bl')))
    else if (isGiven(cm)) {
      const { a, b } = record(cm, 'cm')
      open.push(record(b, 'b'), record(a, 'a'))
    } else if (isGiven(em)) record(em, 'em')
    else found.push(listed(pf))
  }
  return anyOf(found.slice(0, MOST_FILTERS))
}

/**
 * A bit count beside the bytes can be any number; only one that fits them means what ours mean, and
 * only a power of two is indexed by the port as by us. @see BF-13 BF-17 SEC-1
 */
function usable({ bytes, hashFunction, hashCount, bitCount }: Record<string, unknown>): Have[] {
  const counts = [hashFunction, hashCount, bitCount].map(count)
  if (!(bytes instanceof Uint8Array)) throw malformed('MSG-8', 'a filter without bytes')
  const [number = 0, hashes = 0, bits = 0] = counts
  const fits = bits === 8 * bytes.length && Number.isInteger(Math.log2(bits))
  if (number !== XXH3 || !fits || hashes < 1 || hashes > MAX_HASHES) return []
  return [BloomFilter.fromBytes(bytes, hashes)]
}

function count(value: unknown): number {
  if (typeof value === 'bigint' || Number.isInteger(value)) return Number(value)
  throw malformed('MSG-8', 'a filter without its numbers')
}

function listed(value: unknown): Have {
  if (!Array.isArray(value)) throw malformed('MSG-8', 'no filter `have`')
  const set = new CidSet()
  for (const entry of value) {
    const cid = asLink(entry)
    if (!cid) throw malformed('MSG-4', 'an entry of `pf` is no CID')
    set.add(cid.bytes)
  }
  return set
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function record(value: unknown, name: string): Record<string, unknown> {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isMap || value instanceof Uint8Array || asLink(value)) {
    throw malformed('MSG-8', `no map \`${name}\``)
  }
  return value as Record<string, unknown>
}
