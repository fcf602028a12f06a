import { MirrorError } from './errors.js'

/** Keys of the fields of a node: their numbers, and in the lowest three bits how they are written. */
const DATA = 0x0a
const LINK = 0x12

/** Those of the fields of a link. */
const HASH = 0x0a
const NAME = 0x12
const TSIZE = 0x18

/** Bytes of the longest varint. */
const LONGEST = 10

/**
 * Finds where the CIDs of a dag-pb block start and end. It takes and refuses what the library's decoder
 * does, except that it does not look into the CIDs. One pass.
 * @param places gets start and end of each from its beginning on, in the order of the block; what
 *   else was in it is left there
 * @returns how many numbers it got
 * @throws MirrorError ERR_BLOCK_CORRUPT
 * @see MOD-3 SEC-1
 */
export function scanDagPb(bytes: Uint8Array, places: number[]): number {
  const size = bytes.length
  let count = 0
  let hasData = false
  /** Data came behind links, so that no more links may. */
  let isClosed = false
  let at = 0
  while (at < size) {
    let next = isClosed ? 0 : addPlainLink(bytes, at, places, count)
    if (next === 0) {
      const lengthAt = afterVarint(bytes, at, size)
      const key = varint(bytes, at, lengthAt) | 0
      const start = afterVarint(bytes, lengthAt, size)
      next = start + varint(bytes, lengthAt, start)
      if (next > size) throw corrupt('a field goes beyond the end')
      if (key === DATA && !hasData) {
        hasData = true
        isClosed = count > 0
        at = next
        continue
      }
      if (key !== LINK || isClosed)
        throw corrupt('a field is unknown, wrongly written or misplaced')
      addLink(bytes, start, next, places, count)
    }
    count += 2
    at = next
  }
  return count
}

/**
 * The way in which nearly all links are written: a byte for each key and length. It is read here
 * twice as fast.
 * @returns where the link ends, 0 if it is written in another way or not at all
 */
function addPlainLink(bytes: Uint8Array, at: number, places: number[], count: number): number {
  if (at + 4 > bytes.length || bytes[at] !== LINK || bytes[at + 2] !== HASH) return 0
  const end = at + 2 + bytes[at + 1]!
  const hash = at + 4
  const hashEnd = hash + bytes[at + 3]!
  // With that, a length inside the link that takes more bytes goes beyond its end too.
  if (bytes[at + 1]! > 0x7f || end > bytes.length || hashEnd > end) return 0
  let next = hashEnd
  if (end - next >= 2 && bytes[next] === NAME) {
    next += 2 + bytes[next + 1]!
    if (next > end) return 0
  }
  if (next < end) {
    if (bytes[next] !== TSIZE || end - next > 1 + LONGEST) return 0
    do next++
    while (next < end && bytes[next]! > 0x7f)
    if (next !== end - 1) return 0
  }
  places[count] = hash
  places[count + 1] = hashEnd
  return end
}

/** Hash, name and size, each at most once and in this order; only the hash has to be there. */
function addLink(
  bytes: Uint8Array,
  start: number,
  end: number,
  places: number[],
  count: number,
): void {
  let lastKey = 0
  let at = start
  while (at < end) {
    const valueAt = afterVarint(bytes, at, end)
    const key = varint(bytes, at, valueAt) | 0
    const isKnown = key === HASH || (lastKey > 0 && (key === NAME || key === TSIZE))
    if (!isKnown || key <= lastKey) throw corrupt('a field of a link is unknown or misplaced')
    lastKey = key
    at = afterVarint(bytes, valueAt, end)
    if (key === TSIZE) continue
    const valueEnd = at + varint(bytes, valueAt, at)
    if (valueEnd > end) throw corrupt('a field goes beyond the end of its link')
    if (key === HASH) {
      places[count] = at
      places[count + 1] = valueEnd
    }
    at = valueEnd
  }
  if (lastKey === 0) throw corrupt('a link without a hash')
}

function afterVarint(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at]! > 0x7f) at++
  if (at >= end || at - start >= LONGEST) throw corrupt('a number does not end')
  return at + 1
}

/**
 * Rounded from 2^53 on, in the decoder's way. Of a key it takes the lowest 32 bits, so that those are
 * what counts here too.
 */
function varint(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start, scale = 1; at < end; at++, scale *= 128) value += (bytes[at]! & 0x7f) * scale
  return value
}

function corrupt(what: string): MirrorError {
  return new MirrorError('ERR_BLOCK_CORRUPT', `no dag-pb: ${what}`)
}
