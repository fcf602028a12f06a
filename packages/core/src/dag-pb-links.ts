import * as dagPb from '@ipld/dag-pb'

const LINKS = 2

/**
 * The binary CIDs of a dag-pb block as they stand in it, as copies. Throws on bytes that are no dag-pb.
 * @see MOD-3
 */
export function dagPbLinks(bytes: Uint8Array): Uint8Array[] {
  dagPb.decode(bytes)
  const links: Uint8Array[] = []
  let at = 0
  // What the decoder has taken has fields that end within the block, and the hash first in each link.
  const varint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const field = varint() >> 3
    const end = varint() + at
    if (field === LINKS) {
      varint()
      const size = varint()
      links.push(new Uint8Array(bytes.subarray(at, at + size)))
    }
    at = end
  }
  return links
}
