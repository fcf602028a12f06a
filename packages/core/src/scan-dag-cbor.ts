import { MirrorError } from './errors.js'
import { hasRepeatedKey, isNextKey } from './scan-map-keys.js'

/**
 * Arrays, maps and tags inside one another. The decoders recurse, and how deep they get depends on
 * the process; whether a block is good must not. @see SEC-2
 */
export const DEEPEST = 1024

/** The lowest head of each major type; what is below these is an integer. */
const BYTES = 0x40
const TEXT = 0x60
const ARRAY = 0x80
const MAP = 0xa0
const TAG = 0xc0
const SIMPLE = 0xe0

/** Tag 42 in the only spelling that is allowed. */
const LINK_HEAD = 0xd8
const LINK_TAG = 42

const NULL_AND_THE_LIKE = 0xf4
const UNDEFINED = 0xf7
const FLOAT_16 = 0xf9
const FLOAT_32 = 0xfa
const FLOAT_64 = 0xfb

/** A head that is refused, in place of one that is not there. */
const NONE = 0xff

/** Instead of where the last key of a map is; none is at 0, since a map has a head. */
const NO_MAP = -1
const NO_KEY = 0

/** No block has so many bytes. Arguments end here, so that they are small integers to the engine. */
const HUGE = 2 ** 31 - 1

/**
 * Of each level around the one that is read: how many items are still to come, and where its last key
 * is. One for all scans, since none of them waits or calls anybody.
 */
const around = new Int32Array(2 * DEEPEST)

/**
 * Finds where the CIDs of a dag-cbor block start and end. It takes and refuses what the library's
 * decoder does, with two differences: it does not look into the CIDs, and it goes to a fixed depth.
 * One pass; another one if keys are not in canonical order, or not in ASCII.
 * @param places gets start and end of each from its beginning on, in the order of the block; what
 *   else was in it is left there
 * @returns how many numbers it got
 * @throws MirrorError ERR_BLOCK_CORRUPT
 * @see MOD-3 SEC-1 SEC-2
 */
export function scanDagCbor(bytes: Uint8Array, places: number[]): number {
  let count = 0
  const end = bytes.length
  let isOrdered = true
  let at = 0
  let level = 0
  /** Items, or in a map pairs of them, that are still to come on this level. */
  let left = 1
  let lastKey = NO_MAP
  while (left > 0) {
    left--
    if (lastKey !== NO_MAP) {
      const key = at
      at = afterKey(bytes, key)
      isOrdered = isOrdered && isNextKey(bytes, lastKey, key, at)
      lastKey = key
    }
    const head = at < end ? bytes[at]! : NONE
    at++
    if (head >= SIMPLE) at = afterSimple(bytes, at, head)
    else if (head >= TAG) {
      if (level === DEEPEST) throw tooDeep()
      at = addLink(bytes, at, head, places, count)
      count += 2
    } else {
      let value = head & 31
      if (value > 23) {
        const size = argumentSize(head)
        value = argument(bytes, at, size)
        at += size
      }
      if (head >= BYTES) {
        if (value > end - at) throw tooShort()
        if (head < ARRAY) at += value
        else if (level === DEEPEST) throw tooDeep()
        else if (value > 0) {
          around[2 * level] = left
          around[2 * level + 1] = lastKey
          level++
          left = value
          lastKey = head < MAP ? NO_MAP : NO_KEY
        }
      }
    }
    while (left === 0 && level > 0) {
      level--
      left = around[2 * level]!
      lastKey = around[2 * level + 1]!
    }
  }
  if (at < end) throw corrupt('bytes come after its end')
  if (!isOrdered && hasRepeatedKey(bytes)) throw corrupt('a map has a key twice')
  return count
}

/** Bytes of the argument behind a head; none if it is in the head. */
function argumentSize(head: number): number {
  const info = head & 31
  if (info < 24) return 0
  if (info > 27) throw corrupt(`0x${head.toString(16)} is no head`)
  return 1 << (info - 24)
}

/** The argument, which must not fit into fewer bytes. */
function argument(bytes: Uint8Array, at: number, size: number): number {
  if (size > bytes.length - at) throw tooShort()
  const first = bytes[at]!
  if (size === 1) {
    if (first < 24) throw tooLong()
    return first
  }
  const two = (first << 8) | bytes[at + 1]!
  if (size === 2) {
    if (first === 0) throw tooLong()
    return two
  }
  const next = (bytes[at + 2]! << 8) | bytes[at + 3]!
  if (two === 0 && (size === 4 || next === 0)) throw tooLong()
  return size === 4 && two < 0x8000 ? (two << 16) | next : HUGE
}

function afterKey(bytes: Uint8Array, at: number): number {
  const head = at < bytes.length ? bytes[at]! : NONE
  if (head < TEXT || head >= ARRAY) throw corrupt('a key is no text')
  const size = argumentSize(head)
  const start = at + 1 + size
  const value = size === 0 ? head & 31 : argument(bytes, at + 1, size)
  if (value > bytes.length - start) throw tooShort()
  return start + value
}

/** @param at behind the tag's head */
function addLink(
  bytes: Uint8Array,
  at: number,
  tag: number,
  places: number[],
  count: number,
): number {
  if (bytes.length - at < 2) throw tooShort()
  if (tag !== LINK_HEAD || bytes[at] !== LINK_TAG) throw corrupt('a tag other than 42')
  const head = bytes[at + 1]!
  if (head <= BYTES || head >= TEXT) throw corrupt('a link is no byte string')
  const size = argumentSize(head)
  const start = at + 2 + size
  const value = size === 0 ? head & 31 : argument(bytes, at + 2, size)
  if (value > bytes.length - start) throw tooShort()
  if (bytes[start] !== 0) throw corrupt('a link does not begin with a zero')
  places[count] = start + 1
  places[count + 1] = start + value
  return start + value
}

/** Where a constant or a float ends. @param at behind its head */
function afterSimple(bytes: Uint8Array, at: number, head: number): number {
  if (head >= NULL_AND_THE_LIKE && head <= UNDEFINED) return at
  if (head < FLOAT_16 || head > FLOAT_64) throw corrupt('a simple value that is not allowed')
  const end = at + argumentSize(head)
  if (end > bytes.length) throw tooShort()
  const exponent = head === FLOAT_16 ? 0x7c00 : head === FLOAT_32 ? 0x7f80 : 0x7ff0
  const bits = (bytes[at]! << 8) | bytes[at + 1]!
  if ((bits & exponent) === exponent) throw corrupt('a float that is no finite number')
  return end
}

function tooShort(): MirrorError {
  return corrupt('it ends too early')
}

function tooLong(): MirrorError {
  return corrupt('a number takes more bytes than it needs')
}

function tooDeep(): MirrorError {
  return corrupt(`it is nested more than ${DEEPEST} levels deep`)
}

function corrupt(what: string): MirrorError {
  return new MirrorError('ERR_BLOCK_CORRUPT', `no dag-cbor: ${what}`)
}
