import { cbor, DAG_CBOR, hex, RAW } from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import { as, asV0, cborBlock, inline, jsonBlock, jsonLink, links, pbBlock, text } from './make.js'
import { withSalt } from './salt.js'

const { link } = cbor

/** The four codecs in one DAG. In each block the links stand in another order than by name. */
export function mixedOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const [p1, p2, j1, j2] = [raw('p1'), raw('p2'), raw('j1'), raw('j2')]
  const [c1, c2, c3] = [raw('c1'), raw('c2'), raw('c3')]
  const pb = pbBlock(text('pb'), p2, p1, p2)
  const json = jsonBlock(`{"deep":[{"x":${jsonLink(j2)}},[]],"last":${jsonLink(j1)}}`)
  const inner = cbor.map(['x', link(c1.cid)])
  const map = cborBlock(
    cbor.map(['last', link(c3.cid)], ['nested', cbor.array(inner, link(c2.cid))]),
  )
  return { root: node('mixed', json, pb, map), json, j1, j2, pb, p1, p2, map, c1, c2, c3 }
}

/** Keys that look like numbers: some languages list those first, and by value. */
export function numberedOf(salt: string) {
  const { raw } = withSalt(salt)
  const [n1, n2, n3] = [raw('n1'), raw('n2'), raw('n3')]
  return {
    cbor: cborBlock(cbor.map(['a', link(n1.cid)], ['10', link(n2.cid)], ['9a', link(n3.cid)])),
    json: jsonBlock(`{"-":${jsonLink(n1)},"10":${jsonLink(n2)},"9":${jsonLink(n3)}}`),
    n1,
    n2,
    n3,
  }
}

/** Bytes and text that look like a link to `hidden` and are none. */
export function lookAlikesOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const [hidden, real] = [raw('hidden'), raw('real')]
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
  const base64 = Buffer.from(hidden.cid).toString('base64').replaceAll('=', '')
  const fakeJson = jsonBlock(`[{"/":{"bytes":"${base64}"}},"${hiddenText}",${jsonLink(real)}]`)
  const fakePb = pbBlock(hidden.cid, real)
  const root = node('look-alikes', fakeCbor, fakeJson, fakePb)
  return { root, fakeCbor, fakeJson, fakePb, real, hidden }
}

/** One content under several CIDs. */
export function aliasesOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const body = pbBlock(text(`one content${salt}`))
  const inner = raw('inner')
  const list = cborBlock(links(inner))
  return {
    both: node('both', asV0(body), body),
    v0: asV0(body),
    v1: body,
    overV1: node('over v1', body),
    codecs: node('codecs', list, as(RAW, list)),
    overRaw: node('over raw', as(RAW, list)),
    asCbor: list,
    asRaw: as(RAW, list),
    inner,
  }
}

/** Blocks that their CIDs carry: with links, inside one another, without links, unreadable. */
export function inlinedOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const [leaf, next] = [raw('leaf'), raw('next')]
  const id = inline(DAG_CBOR, links(leaf))
  const outer = inline(DAG_CBOR, links(id, next))
  const note = inline(RAW, text('note'))
  const garbled = inline(DAG_CBOR, hex('ff'))
  return {
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
}

export const aliases = aliasesOf('')
export const inlined = inlinedOf('')
