/** Bytes of a CID of version 1 with a sha2-256 and a codec below 128. */
export const CID_BYTES = 36
const DIGEST_AT = 4

/** Bytes of a link in dag-cbor: tag 42, a string of 37 bytes, the multibase prefix 0, the CID. */
const LINK_HEAD = Uint8Array.of(0xd8, 0x2a, 0x58, CID_BYTES + 1, 0)
const LINK_BYTES = LINK_HEAD.length + CID_BYTES

export function writeCid(to: Uint8Array, at: number, codec: number, digest: Uint8Array): void {
  to[at] = 1
  to[at + 1] = codec
  to[at + 2] = 0x12
  to[at + 3] = 32
  to.set(digest, at + DIGEST_AT)
}

/**
 * A dag-cbor list of links. By hand, for nodes are made again at each read, and to make CID objects for
 * an encoder would cost more than all that is measured.
 * @param count 0 to 255
 */
export function listOfLinks(
  count: number,
  codec: (i: number) => number,
  digest: (i: number) => Uint8Array,
): Uint8Array {
  const head = count < 24 ? [0x80 | count] : [0x98, count]
  const bytes = new Uint8Array(head.length + count * LINK_BYTES)
  bytes.set(head)
  let at = head.length
  for (let i = 0; i < count; i++) {
    bytes.set(LINK_HEAD, at)
    writeCid(bytes, at + LINK_HEAD.length, codec(i), digest(i))
    at += LINK_BYTES
  }
  return bytes
}
