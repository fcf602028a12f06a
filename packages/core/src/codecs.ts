import * as dagCbor from '@ipld/dag-cbor'
import * as dagJson from '@ipld/dag-json'
import * as dagPb from '@ipld/dag-pb'
import * as raw from 'multiformats/codecs/raw'
import { cborShape } from './cbor-shape.js'
import { asLink, cidParts, cidText } from './cid-bytes.js'
import { MirrorError } from './errors.js'
import { jsonDepth } from './json-depth.js'

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
 * the process; whether a block is good must not.
 */
const DEEPEST = 1024

/** raw, dag-cbor, dag-pb and dag-json. Extend with `new Map([...defaultCodecs, [mine.code, mine]])`. */
export const defaultCodecs: CodecRegistry = new Map(
  [
    { code: raw.code, name: raw.name, leaf: true as const, links: () => [] },
    fromLibrary(dagCbor, (bytes) => cborShape(bytes).depth),
    { code: dagPb.code, name: dagPb.name, links: dagPbLinks },
    fromLibrary(dagJson, jsonDepth),
  ].map((codec): [number, Codec] => [codec.code, codec]),
)

/**
 * Links of a block, each of them a CID that can be asked for.
 * @throws MirrorError ERR_CODEC_UNKNOWN, ERR_BLOCK_CORRUPT, ERR_CID_INVALID
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

function dagPbLinks(bytes: Uint8Array): Uint8Array[] {
  return dagPb.decode(bytes).Links.map((link) => link.Hash.bytes)
}

function fromLibrary(
  library: { code: number; name: string; decode(bytes: Uint8Array): unknown },
  depth: (bytes: Uint8Array) => number,
): Codec {
  const { code, name } = library
  const links = (bytes: Uint8Array) => {
    if (depth(bytes) > DEEPEST) {
      throw new MirrorError('ERR_BLOCK_CORRUPT', `nested more than ${DEEPEST} levels deep`)
    }
    return valueLinks(library.decode(bytes))
  }
  return { code, name, links }
}

/** CIDs inside a decoded value, in document order, without recursion. */
function valueLinks(value: unknown): Uint8Array[] {
  const links: Uint8Array[] = []
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const next = stack.pop()
    if (typeof next !== 'object' || next === null || next instanceof Uint8Array) continue
    const cid = asLink(next)
    if (cid) links.push(cid.bytes)
    else {
      const children = Array.isArray(next) ? next : Object.values(next)
      for (let i = children.length - 1; i >= 0; i--) stack.push(children[i])
    }
  }
  return links
}
