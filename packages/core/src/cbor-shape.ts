/** What a decoder would have to build, known before it builds anything. */
export interface CborShape {
  /** Arrays, maps and tags inside one another at the deepest place. */
  readonly depth: number
  /** Items under tag 42, which is how DAG-CBOR writes links. */
  readonly links: number
}

const ARRAY = 4
const MAP = 5
const TAG = 6
const LINK_TAG = 42

/**
 * Skims CBOR without recursion and without a copy. What is not well-formed ends it early; the
 * decoder says what is wrong.
 */
export function cborShape(bytes: Uint8Array): CborShape {
  /** Items that are still to come at each level. */
  const open: number[] = []
  let depth = 0
  let links = 0
  let at = 0
  while (at < bytes.length) {
    const major = bytes[at]! >>> 5
    const size = argumentSize(bytes[at]! & 31)
    const value = argument(bytes, at, size)
    at += 1 + size
    if (major === TAG && value === LINK_TAG) links++
    if (major === 2 || major === 3) at += value
    if (major === ARRAY || major === MAP || major === TAG) {
      open.push(major === TAG ? 1 : major === MAP ? value * 2 : value)
      depth = Math.max(depth, open.length)
    } else if (open.length > 0) {
      open[open.length - 1]!--
    }
    while (open.length > 0 && open.at(-1)! <= 0) {
      open.pop()
      if (open.length > 0) open[open.length - 1]!--
    }
  }
  return { depth, links }
}

function argumentSize(info: number): number {
  return info < 24 || info > 27 ? 0 : 1 << (info - 24)
}

function argument(bytes: Uint8Array, at: number, size: number): number {
  if (size === 0) return bytes[at]! & 31
  let value = 0
  for (let i = 1; i <= size; i++) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}
