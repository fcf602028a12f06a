/**
 * Told of an item: its major type, its argument, where what follows its head starts, and inside how
 * many arrays, maps and tags it is.
 */
export type CborVisitor = (major: number, value: number, at: number, level: number) => void

const BYTES = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const TAG = 6

/**
 * Goes through CBOR without recursion and without a copy. What is not well-formed ends it early; the
 * decoder says what is wrong.
 */
export function skimCbor(bytes: Uint8Array, visit: CborVisitor): void {
  /** Items that are still to come at each level. */
  const open: number[] = []
  let at = 0
  while (at < bytes.length) {
    const major = bytes[at]! >>> 5
    const size = argumentSize(bytes[at]! & 31)
    const value = argument(bytes, at, size)
    at += 1 + size
    visit(major, value, at, open.length)
    if (major === BYTES || major === TEXT) at += value
    if (major === ARRAY || major === MAP || major === TAG) {
      open.push(major === TAG ? 1 : major === MAP ? value * 2 : value)
    } else if (open.length > 0) {
      open[open.length - 1]!--
    }
    while (open.length > 0 && open.at(-1)! <= 0) {
      open.pop()
      if (open.length > 0) open[open.length - 1]!--
    }
  }
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
