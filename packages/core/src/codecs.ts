import * as dagCbor from '@ipld/dag-cbor'
import * as dagJson from '@ipld/dag-json'
import * as dagPb from '@ipld/dag-pb'
import * as raw from 'multiformats/codecs/raw'
import { cborLink, cborShape } from './cbor-shape.js'
import { cidOfText, cidParts, cidText, mayBeCid } from './cid-bytes.js'
import { dagPbLinks } from './dag-pb-links.js'
import { MirrorError } from './errors.js'
import { jsonLink, jsonShape } from './json-shape.js'

/** How the links of one kind of block are read. */
export interface Codec {
  /** Multicodec number. */
  readonly code: number
  readonly name: string
  /** Blocks of this kind never link anywhere, so nobody needs to read them to know. */
  readonly leaf?: true
  /** Binary CIDs in link order, repeats included. Throws on bytes that the codec refuses. */
  links(bytes: Uint8Array): Uint8Array[]
}

export type CodecRegistry = ReadonlyMap<number, Codec>

/**
 * Arrays, maps and tags inside one another. The decoders recurse, and how deep they get depends on
 * the process; whether a block is good must not. @see SEC-2
 */
const DEEPEST = 1024

/** Characters of a number in dag-json; the decoder recurses over those too. @see SEC-2 */
const LONGEST_NUMBER = 1024

/**
 * raw, dag-cbor, dag-pb and dag-json. The decoders say whether a block is valid; the links are read
 * from its bytes, since a JavaScript object puts keys that look like numbers first, and a CID object
 * may be spelled otherwise than what it was read from.
 *
 * Extend with `new Map([...defaultCodecs, [mine.code, mine]])`.
 * @see MOD-3
 */
export const defaultCodecs: CodecRegistry = new Map(
  [
    { code: raw.code, name: raw.name, leaf: true as const, links: () => [] },
    { code: dagCbor.code, name: dagCbor.name, links: dagCborLinks },
    { code: dagPb.code, name: dagPb.name, links: dagPbLinks },
    { code: dagJson.code, name: dagJson.name, links: dagJsonLinks },
  ].map((codec): [number, Codec] => [codec.code, codec]),
)

/**
 * Links of a block, each of them a CID that can be asked for.
 * @throws MirrorError ERR_CODEC_UNKNOWN, ERR_BLOCK_CORRUPT, ERR_CID_INVALID
 * @see RND-19 SEC-3
 */
export function blockLinks(
  codecs: CodecRegistry,
  cid: Uint8Array,
  bytes: Uint8Array,
): Uint8Array[] {
  const { codec: code } = cidParts(cid)
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
  const { depth, links } = cborShape(bytes)
  refuseDeeper(depth)
  dagCbor.decode(bytes)
  return links.map((at) => cborLink(bytes, at))
}

function dagJsonLinks(bytes: Uint8Array): Uint8Array[] {
  const { depth, longest, links } = jsonShape(bytes)
  refuseDeeper(depth)
  if (longest > LONGEST_NUMBER) {
    throw new MirrorError('ERR_BLOCK_CORRUPT', `a number of more than ${LONGEST_NUMBER} characters`)
  }
  const texts = links.map((at) => jsonLink(bytes, at))
  if (!texts.every(mayBeCid)) throw new MirrorError('ERR_BLOCK_CORRUPT', 'a link is no CID')
  dagJson.decode(bytes)
  return texts.map(cidOfText)
}

/** Before the decoder comes that deep. @see SEC-2 */
function refuseDeeper(depth: number): void {
  if (depth <= DEEPEST) return
  throw new MirrorError('ERR_BLOCK_CORRUPT', `nested more than ${DEEPEST} levels deep`)
}
