import { skimCbor } from './skim-cbor.js'

/** Major types of CBOR. */
const TEXT = 3
const MAP = 5

/** Bytes of a key. */
const LONGEST_BY_HAND = 32

/** Replaces wrong UTF-8 and leaves a byte order mark out, as the decoder does with a key. */
const utf8 = new TextDecoder()

/** The keys of a map so far, and whether its next item is another one. */
interface Keys {
  readonly seen: Set<string>
  isNext: boolean
}

/**
 * Whether a key is in ASCII and comes behind the one before in canonical order, which is that of
 * their bytes, heads included. While all are, no key comes twice. A key of more than 127 bytes may
 * count as none in ASCII.
 * @param before where the key before starts, 0 if there is none
 */
export function isNextKey(bytes: Uint8Array, before: number, start: number, end: number): boolean {
  if (before > 0) {
    let at = start
    while (bytes[before + at - start] === bytes[at]) if (++at === end) return false
    if (bytes[before + at - start]! > bytes[at]!) return false
  }
  let all = 0
  for (let at = start; at < end; at++) all |= bytes[at]!
  return all < 0x80
}

/**
 * Whether some map in valid DAG-CBOR has two keys that the decoder makes the same text of. Time and
 * memory are linear.
 */
export function hasRepeatedKey(bytes: Uint8Array): boolean {
  let isFound = false
  /** By level; none where an array or a tag is. */
  const maps: (Keys | undefined)[] = []
  skimCbor(bytes, (major, value, at, level) => {
    const keys = maps[level]
    if (keys?.isNext) {
      const key = textOf(bytes, at, at + value)
      if (keys.seen.has(key)) isFound = true
      keys.seen.add(key)
    }
    if (keys) keys.isNext = !keys.isNext
    if (major <= TEXT) return
    // One key alone is not repeated.
    const isMap = major === MAP && value > 1
    maps[level + 1] = isMap ? { seen: new Set(), isNext: true } : undefined
  })
  return isFound
}

/** A call of the decoder costs more than a short text does. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at++) {
    if (bytes[at]! > 0x7f || end - start > LONGEST_BY_HAND) {
      return utf8.decode(bytes.subarray(start, end))
    }
    text += String.fromCharCode(bytes[at]!)
  }
  return text
}
