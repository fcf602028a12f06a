import { VARINT_DONE, VarintReader } from './varint.js'

const SHA2_256 = 0x12
const SHA2_256_SIZE = 0x20
/** Version, a codec of one byte, sha2-256, its size and a digest: nearly every CID there is. */
const USUAL_SIZE = 4 + SHA2_256_SIZE

// One for all calls: nothing here waits, and a new one per CID would cost more than the parse.
const varint = new VarintReader()

/**
 * Where the binary CID that starts at `start` ends, or -1 if there is none within `end`.
 * CIDv0 is told from CIDv1 by its first two bytes, as 0x12 is no CID version. Any codec, hash and
 * digest length is taken.
 *
 * @see CAR-8
 */
export function cidEnd(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === SHA2_256 && bytes[start + 1] === SHA2_256_SIZE) {
    return within(start + 2 + SHA2_256_SIZE, end)
  }
  if (start >= end || bytes[start] !== 1) return -1
  if (isUsual(bytes, start)) return within(start + USUAL_SIZE, end)
  const codecEnd = varintEnd(bytes, start + 1, end)
  const hashEnd = varintEnd(bytes, codecEnd, end)
  const digestStart = varintEnd(bytes, hashEnd, end)
  return digestStart === -1 ? -1 : within(digestStart + varint.value, end)
}

/** True if the bytes are one CID and nothing else. */
export function isCid(bytes: Uint8Array): boolean {
  return cidEnd(bytes, 0, bytes.length) === bytes.length
}

/** Told by its first four bytes; none of the numbers in them is padded, whatever follows. */
function isUsual(bytes: Uint8Array, start: number): boolean {
  const isSha2 = bytes[start + 2] === SHA2_256 && bytes[start + 3] === SHA2_256_SIZE
  return isSha2 && bytes[start + 1]! < 0x80
}

function within(position: number, end: number): number {
  return position <= end ? position : -1
}

/** Leaves the number in `varint.value`; a `start` of -1 is passed on. */
function varintEnd(bytes: Uint8Array, start: number, end: number): number {
  if (start === -1) return -1
  varint.reset()
  const position = varint.read(bytes, start, end)
  return varint.state === VARINT_DONE ? position : -1
}
