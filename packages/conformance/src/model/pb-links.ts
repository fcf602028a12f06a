import { type Hex, toHex } from '@car-mirror/vectors'
import { varint } from 'multiformats'

const HASH = 1
const LINKS = 2

/** The CIDs of a dag-pb block as they are written; the library has found the block to be valid. */
export function pbLinks(bytes: Uint8Array): Hex[] {
  const links = fields(bytes).filter(({ number }) => number === LINKS)
  return links.flatMap(({ value }) =>
    fields(value)
      .filter(({ number }) => number === HASH)
      .map((hash) => toHex(hash.value)),
  )
}

/** The fields of a protobuf message that have bytes. */
function fields(bytes: Uint8Array): { number: number; value: Uint8Array }[] {
  const found: { number: number; value: Uint8Array }[] = []
  let at = 0
  const next = (): number => {
    const [value, size] = varint.decode(bytes, at)
    at += size
    return value
  }
  while (at < bytes.length) {
    const key = next()
    const length = next()
    if ((key & 7) === 2) {
      found.push({ number: key >> 3, value: bytes.subarray(at, at + length) })
      at += length
    }
  }
  return found
}
