import { randomFillSync, randomInt } from 'node:crypto'
import { layoutOf } from './cid-layout.js'

/** Sorted keys that can be sought. */
export interface KeySpace {
  /** How many there are. */
  total: number
  /** At most `limit` keys in order, from the first that is not less than `start`. */
  keysFrom(start: Uint8Array, limit: number): Iterable<Uint8Array>
}

/** CIDs alike up to the digest (version, codec, hash, length), whose digests are spread evenly. */
interface Kind {
  prefix: Uint8Array
  digestBytes: number
  /** How many there are: counted, or estimated from how densely the first ones lie. */
  weight: number
  /** All of them, where they are few. */
  members?: Uint8Array[]
}

const FIRST = Uint8Array.of(0)
/** Below this, reading every key costs about as much as seeking. */
const SCAN_KEYS = 4096
/** Keys read to estimate how many there are of a kind; the error is 1/sqrt of it. */
const PROBE_KEYS = 64
/** Keys read at a random point; taking any of them evens out the gaps between digests. */
const WINDOW_KEYS = 16
/** Kinds looked at; a store with more, which no honest one has, is sampled from the first. */
const MAX_KINDS = 64

/**
 * Draws up to `count` distinct keys, see `ByteStore.sample` for what is promised.
 *
 * A uniform digest makes a random key cheap: seek random digest bytes behind a known prefix. What
 * is not uniform is how many CIDs each prefix has, and the width of the gaps; the former is
 * estimated, the latter smoothed by drawing from a window. Digests that are not spread evenly (not
 * from a hash) only cost a scan.
 */
export function sampleKeys(space: KeySpace, count: number): Uint8Array[] {
  if (!(count >= 1)) return []
  if (space.total <= Math.max(SCAN_KEYS, count * 4)) return scan(space, count)
  const kinds = kindsOf(space)
  const perWindow = Math.min(WINDOW_KEYS, Math.ceil(count / 64))
  const drawn = new Map<string, Uint8Array>()
  for (let tries = 64 + 4 * count; drawn.size < count; tries--) {
    if (tries === 0) return scan(space, count)
    const kind = pickKind(kinds)
    const window = kind.members ?? windowOf(space, kind)
    const taken = kind.members === undefined ? perWindow : 1
    for (const key of pick(window, Math.min(taken, count - drawn.size))) {
      drawn.set(Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1'), key)
    }
  }
  return [...drawn.values()]
}

/** An exactly uniform sample by reading every key once. */
function scan(space: KeySpace, count: number): Uint8Array[] {
  const kept: Uint8Array[] = []
  let seen = 0
  for (const key of space.keysFrom(FIRST, space.total)) {
    seen++
    if (kept.length < count) kept.push(key)
    else {
      const slot = randomInt(seen)
      if (slot < count) kept[slot] = key
    }
  }
  return kept
}

function kindsOf(space: KeySpace): Kind[] {
  const kinds: Kind[] = []
  let start = FIRST
  while (kinds.length < MAX_KINDS) {
    const probe = [...space.keysFrom(start, PROBE_KEYS)]
    const first = probe[0]
    if (first === undefined) break
    const digestAt = layoutOf(first)?.digestAt ?? first.length
    const prefix = first.subarray(0, digestAt)
    const members = probe.filter((key) => startsWith(key, prefix))
    const digestBytes = first.length - digestAt
    if (members.length < PROBE_KEYS) {
      kinds.push({ prefix, digestBytes, weight: members.length, members })
    } else {
      const span = positionOf(members.at(-1)!.subarray(digestAt))
      const weight = Math.min(space.total, (PROBE_KEYS - 1) / span)
      kinds.push({ prefix, digestBytes, weight })
    }
    start = prefix.slice()
    // the last byte ends the varint of the digest's length, so it cannot overflow
    start[start.length - 1]!++
  }
  return kinds
}

/** Up to a window of consecutive keys of a kind from a random point, round the end to the start. */
function windowOf(space: KeySpace, { prefix, digestBytes }: Kind): Uint8Array[] {
  const start = new Uint8Array(prefix.length + Math.min(8, digestBytes))
  randomFillSync(start)
  start.set(prefix)
  const window: Uint8Array[] = []
  for (const from of [start, prefix]) {
    for (const key of space.keysFrom(from, WINDOW_KEYS - window.length)) {
      if (!startsWith(key, prefix)) break
      window.push(key)
    }
    if (window.length === WINDOW_KEYS) break
  }
  return window
}

function pickKind(kinds: Kind[]): Kind {
  let at = Math.random() * kinds.reduce((sum, { weight }) => sum + weight, 0)
  for (const kind of kinds) {
    at -= kind.weight
    if (at < 0) return kind
  }
  return kinds.at(-1)!
}

/** `count` of the keys, in place: the start of a Fisher-Yates shuffle. */
function pick(keys: Uint8Array[], count: number): Uint8Array[] {
  for (let at = 0; at < count && at < keys.length; at++) {
    const from = at + randomInt(keys.length - at)
    const chosen = keys[from]!
    keys[from] = keys[at]!
    keys[at] = chosen
  }
  return keys.slice(0, count)
}

/** Where a digest lies among all digests, from above 0 to 1. */
function positionOf(digest: Uint8Array): number {
  let position = 0
  for (let at = 5; at >= 0; at--) position = (position + (digest[at] ?? 0)) / 256
  return Math.max(position, 2 ** -48)
}

function startsWith(key: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.every((byte, at) => key[at] === byte)
}
