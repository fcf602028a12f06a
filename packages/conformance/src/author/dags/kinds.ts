import { createHash } from 'node:crypto'
import {
  cbor,
  cidOf,
  DAG_CBOR,
  type Framed,
  hex,
  node,
  RAW,
  raw,
  SHA2_512,
} from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import { as, asV0, cborBlock, inline, jsonBlock, jsonLink, links, pbBlock, text } from './make.js'

const { link } = cbor
const [p1, p2, j1, j2] = [raw('p1'), raw('p2'), raw('j1'), raw('j2')]
const [c1, c2, c3] = [raw('c1'), raw('c2'), raw('c3')]
const pb = pbBlock(text('pb'), p2, p1, p2)
const json = jsonBlock(`{"deep":[{"x":${jsonLink(j2)}},[]],"last":${jsonLink(j1)}}`)
const inner = cbor.map(['x', link(c1.cid)])
const map = cborBlock(cbor.map(['last', link(c3.cid)], ['nested', cbor.array(inner, link(c2.cid))]))

/** The four codecs in one DAG. In each block the links stand in another order than by name. */
export const mixed = {
  root: node('mixed', json, pb, map),
  json,
  j1,
  j2,
  pb,
  p1,
  p2,
  map,
  c1,
  c2,
  c3,
}

const [n1, n2, n3] = [raw('n1'), raw('n2'), raw('n3')]

/** Keys that look like numbers: some languages list those first, and by value. */
export const numbered = {
  cbor: cborBlock(cbor.map(['a', link(n1.cid)], ['10', link(n2.cid)], ['9a', link(n3.cid)])),
  json: jsonBlock(`{"-":${jsonLink(n1)},"10":${jsonLink(n2)},"9":${jsonLink(n3)}}`),
  n1,
  n2,
  n3,
}

const hidden = raw('hidden')
const real = raw('real')
const hiddenText = CID.decode(hidden.cid).toString()
const fakeCbor = cborBlock(
  cbor.array(
    cbor.byteString(hidden.cid),
    cbor.text(hiddenText),
    // What a decoded link looks like in one language is an ordinary map in the block.
    cbor.map(['/', cbor.byteString(hidden.cid)], ['bytes', cbor.byteString(hidden.cid)]),
    link(real.cid),
  ),
)
const fakeJson = jsonBlock(
  `[{"/":{"bytes":"${Buffer.from(hidden.cid).toString('base64').replaceAll('=', '')}"}},"${hiddenText}",${jsonLink(real)}]`,
)
const fakePb = pbBlock(hidden.cid, real)

/** Bytes and text that look like a link to `hidden` and are none. */
export const lookAlikes = {
  root: node('look-alikes', fakeCbor, fakeJson, fakePb),
  fakeCbor,
  fakeJson,
  fakePb,
  real,
  hidden,
}

const body = pbBlock(text('one content'))
const inner1 = raw('inner')
const list = cborBlock(links(inner1))

/** One content under several CIDs. */
export const aliases = {
  both: node('both', asV0(body), body),
  v0: asV0(body),
  v1: body,
  overV1: node('over v1', body),
  codecs: node('codecs', list, as(RAW, list)),
  overRaw: node('over raw', as(RAW, list)),
  asCbor: list,
  asRaw: as(RAW, list),
  inner: inner1,
}

const leaf = raw('leaf')
const next = raw('next')
const id = inline(DAG_CBOR, links(leaf))
const outer = inline(DAG_CBOR, links(id, next))
const note = inline(RAW, text('note'))
const garbled = inline(DAG_CBOR, hex('ff'))

/** Blocks that their CIDs carry: with links, inside one another, without links, unreadable. */
export const inlined = {
  root: node('inlined', id, note, next),
  id,
  note,
  outer,
  garbled,
  nested: node('nested', outer),
  tolerant: node('tolerant', garbled, leaf),
  onlyNote: node('only a note', note),
  leaf,
  next,
}

/** A CID by a digest that was computed elsewhere. */
function hashed(code: number, digest: string, content: string): Framed {
  return { cid: cidOf(RAW, code, hex(digest)), bytes: text(content) }
}

const sha512 = hashed(SHA2_512, createHash('sha512').update('abc').digest('hex'), 'abc')
/** By `b2sum -l 256`. */
const blake2b = hashed(
  0xb220,
  'bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319',
  'abc',
)
/** From the test vectors of BLAKE3. */
const blake3 = hashed(
  0x1e,
  '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85',
  'abc',
)

/** A leaf by each hash function that is not SHA2-256. */
export const hashes = {
  root: node('hashes', sha512, blake2b, blake3),
  sha512,
  blake2b,
  blake3,
}
