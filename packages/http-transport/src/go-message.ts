import { asLink, type Have, type Status } from '@car-mirror/core'
import { cborMap, concat } from './cbor-map.js'
import { encodeLinks } from './encode-links.js'
import { decodeHave, encodeHave } from './go-filters.js'
import { decodeMap, decodeRoots, malformed } from './message.js'

/**
 * Levels of a message. Each filter within a filter takes two; the port itself reads no more than 32.
 * Far below what the decoder's recursion can take.
 */
const DEEPEST = 128
/** Bytes of the length before a message: 2^28 - 1, above any limit of ours. */
const LONGEST_LENGTH = 4

/** The one message of the port, for both directions: its length, then `{ have, want }`. */
export function encodeGoMessage({ missing, have }: Status): Uint8Array<ArrayBuffer> {
  const message = cborMap(['have', encodeHave(have)], ['want', encodeLinks(missing)])
  return concat([length(message.length), message])
}

/**
 * @throws TransportError ERR_MESSAGE
 * @see MSG-6 MSG-7 MSG-8 MSG-9 MSG-10 SEC-1
 */
export function decodeGoMessage(body: Uint8Array): Status<Have> {
  const { have, want } = decodeMap(withoutLength(body), DEEPEST)
  if (have === undefined || have === null) throw malformed('MSG-8', 'no filter `have`')
  // The port cannot tell an empty list from none.
  const roots = want ?? []
  if (!Array.isArray(roots)) throw malformed('MSG-8', 'no list `want`')
  return { missing: decodeRoots('want', roots, asLink), have: decodeHave(have) }
}

/** Unsigned LEB128. */
function length(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80)
  return Uint8Array.of(...bytes, rest)
}

/** The length is compared with what there is and never used for anything else. */
function withoutLength(body: Uint8Array): Uint8Array {
  let value = 0
  for (let at = 0; at < LONGEST_LENGTH && at < body.length; at++) {
    value += (body[at]! & 0x7f) * 0x80 ** at
    if (body[at]! >= 0x80) continue
    if (at + 1 + value !== body.length) break
    return body.subarray(at + 1)
  }
  throw malformed('MSG-6', 'not as long as the length before it says')
}
