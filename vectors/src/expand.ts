import { createHash } from 'node:crypto'
import type { Bytes, Digested, Elements, Hex, Part } from './bytes.js'

/** Bytes of hex up to here stand for themselves; longer ones are described. */
const LONGEST_HEX = 1024

const RAW_SHA2_256 = '01551220'

export function fromHex(hex: Hex): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

export function toHex(bytes: Uint8Array): Hex {
  return Buffer.from(bytes).toString('hex')
}

/** @throws RangeError if the parts do not make what they say they make */
export function toBytes(bytes: Bytes): Uint8Array<ArrayBuffer> {
  if (typeof bytes === 'string') return fromHex(bytes)
  const joined = new Uint8Array(Buffer.concat(bytes.parts.map(partBytes)))
  if (joined.length !== bytes.length || sha256(joined) !== bytes.sha256) {
    throw new RangeError('the parts do not have the length and hash that stand beside them')
  }
  return joined
}

export function toElements(elements: Elements): Uint8Array<ArrayBuffer>[] {
  if (!('cids' in elements)) return elements.map(fromHex)
  const { first, count } = elements.cids
  return Array.from({ length: count }, (_, i) => {
    return fromHex(RAW_SHA2_256 + sha256(Buffer.from(String(first + i))))
  })
}

/** Hex as an expectation has it. */
export function digested(hex: Hex): Digested {
  if (hex.length <= 2 * LONGEST_HEX) return hex
  return { length: hex.length / 2, sha256: sha256(fromHex(hex)) }
}

/** Bytes as an input has them; longer than 1 KiB they need their parts. */
export function described(parts: readonly Part[]): Bytes {
  const joined = Buffer.concat(parts.map(partBytes))
  if (joined.length <= LONGEST_HEX) return joined.toString('hex')
  return { parts, length: joined.length, sha256: sha256(joined) }
}

function partBytes(part: Part): Buffer {
  if (typeof part === 'string') return Buffer.from(part, 'hex')
  const unit = Buffer.from(part.repeat, 'hex')
  return Buffer.alloc(unit.length * part.times, unit)
}

function sha256(bytes: Uint8Array): Hex {
  return createHash('sha256').update(bytes).digest('hex')
}
