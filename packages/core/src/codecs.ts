import * as dagJson from '@ipld/dag-json'
import * as raw from 'multiformats/codecs/raw'
import { type CidParts, cidOfText, cidParts, cidText, mayBeCid } from './cid-bytes.js'
import { MirrorError } from './errors.js'
import { jsonLink, jsonShape } from './json-shape.js'
import { DEEPEST, scanDagCbor } from './scan-dag-cbor.js'
import { scanDagPb } from './scan-dag-pb.js'

/** How the links of one kind of block are read. */
export interface Codec {
  /** Multicodec number. */
  readonly code: number
  readonly name: string
  /** Blocks of this kind never link anywhere, so nobody needs to read them to know. */
  readonly leaf?: true
  /**
   * Binary CIDs in link order, repeats included. They may be views into `bytes`, and some of them no
   * CIDs: `blockLinks` looks into them. Throws on bytes that the codec refuses for another reason.
   */
  links(bytes: Uint8Array): Uint8Array[]
}

export type CodecRegistry = ReadonlyMap<number, Codec>

/** Characters of a number in dag-json; the decoder recurses over those too. @see SEC-2 */
const LONGEST_NUMBER = 1024

/** Where the links of the block at hand start and end. One list, so that it need not grow each time. */
const places: number[] = []
/** It is let go of after a block that has more than so many. */
const MOST_PLACES = 2 ** 16

/**
 * raw, dag-cbor, dag-pb and dag-json. The links are read from the bytes of a block, since a
 * JavaScript object puts keys that look like numbers first, and a CID object may be spelled otherwise
 * than what it was read from.
 *
 * Extend with `new Map([...defaultCodecs, [mine.code, mine]])`.
 * @see MOD-3
 */
export const defaultCodecs: CodecRegistry = new Map(
  [
    { code: raw.code, name: raw.name, leaf: true as const, links: () => [] },
    { code: 0x71, name: 'dag-cbor', links: dagCborLinks },
    { code: 0x70, name: 'dag-pb', links: dagPbLinks },
    { code: dagJson.code, name: dagJson.name, links: dagJsonLinks },
  ].map((codec): [number, Codec] => [codec.code, codec]),
)

/**
 * Links of a block, each of them a CID that can be asked for. They may be views into `bytes`: who
 * keeps a link and not its block copies it.
 * @throws MirrorError ERR_CODEC_UNKNOWN, ERR_BLOCK_CORRUPT, ERR_CID_INVALID
 * @see RND-19 SEC-3
 */
export function blockLinks(
  codecs: CodecRegistry,
  cid: Uint8Array,
  bytes: Uint8Array,
): Uint8Array[] {
  return linksOf(codecs, cid, bytes, cidParts(cid))
}

/** The same where the parts of the CID are known. */
export function linksOf(
  codecs: CodecRegistry,
  cid: Uint8Array,
  bytes: Uint8Array,
  { codec: code }: CidParts,
): Uint8Array[] {
  const codec = codecs.get(code)
  if (!codec) {
    const message = `${cidText(cid)} has codec 0x${code.toString(16)}, which is not registered`
    throw new MirrorError('ERR_CODEC_UNKNOWN', message, { cid })
  }
  try {
    const links = codec.links(bytes)
    for (const link of links) cidParts(link)
    return links
  } catch (cause) {
    const message = `${cidText(cid)} is not valid ${codec.name}`
    throw new MirrorError('ERR_BLOCK_CORRUPT', message, { cid, cause })
  }
}

function dagCborLinks(bytes: Uint8Array): Uint8Array[] {
  return views(bytes, scanDagCbor(bytes, places))
}

function dagPbLinks(bytes: Uint8Array): Uint8Array[] {
  return views(bytes, scanDagPb(bytes, places))
}

function views({ buffer, byteOffset }: Uint8Array, count: number): Uint8Array[] {
  const links: Uint8Array[] = []
  for (let i = 0; i < count; i += 2) {
    const start = places[i]!
    links.push(new Uint8Array(buffer, byteOffset + start, places[i + 1]! - start))
  }
  if (count > MOST_PLACES) places.length = 0
  return links
}

function dagJsonLinks(bytes: Uint8Array): Uint8Array[] {
  const { depth, longest, links } = jsonShape(bytes)
  // Before the decoder comes that deep.
  if (depth > DEEPEST) {
    throw new MirrorError('ERR_BLOCK_CORRUPT', `nested more than ${DEEPEST} levels deep`)
  }
  if (longest > LONGEST_NUMBER) {
    throw new MirrorError('ERR_BLOCK_CORRUPT', `a number of more than ${LONGEST_NUMBER} characters`)
  }
  const texts = links.map((at) => jsonLink(bytes, at))
  if (!texts.every(mayBeCid)) throw new MirrorError('ERR_BLOCK_CORRUPT', 'a link is no CID')
  dagJson.decode(bytes)
  return texts.map(cidOfText)
}
