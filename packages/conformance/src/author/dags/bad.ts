import {
  block,
  cbor,
  cidOf,
  concat,
  DAG_PB,
  type Framed,
  hex,
  IDENTITY,
  RAW,
  SHA2_256,
  SHA2_512,
  sha256,
} from '@car-mirror/vectors/by-hand'
import { familyOf } from './family.js'
import { hashesOf } from './hashes.js'
import { as, asV0, cborBlock, forged, jsonBlock, jsonLink, links, pbBlock, text } from './make.js'
import { withSalt } from './salt.js'

/** For private use, so nobody knows it. */
const NOBODYS = 0x300001

/** Blocks that do not hash to their CID, or cannot be checked. */
export function unprovenOf(salt: string) {
  const family = familyOf(salt)
  const { sha512, blake2b, blake3 } = hashesOf(salt)
  const content = text(`content${salt}`)
  const digest = sha256(content)
  const withDigest = (hash: number, bytes: Uint8Array): Framed => {
    return { cid: cidOf(RAW, hash, bytes), bytes: content }
  }
  return {
    ...family,
    forgedRoot: forged(family.root, family.other),
    forgedA: forged(family.a, family.b),
    forgedB: forged(family.b, { bytes: concat(family.b.bytes, hex('00')) }),
    forgedLeaf: forged(family.a1, family.a2),
    forgedOther: forged(family.other, family.a),
    sha512,
    forgedSha512: forged(sha512, family.a1),
    forgedBlake2b: forged(blake2b, family.a1),
    forgedBlake3: forged(blake3, family.a1),
    short: withDigest(SHA2_256, digest.subarray(0, 20)),
    oneByte: withDigest(SHA2_256, digest.subarray(0, 1)),
    noByte: withDigest(SHA2_256, new Uint8Array(0)),
    padded: withDigest(SHA2_256, concat(digest, hex('00'))),
    otherLength: withDigest(SHA2_512, digest),
    unknownHash: withDigest(NOBODYS, digest),
  }
}

/** Blocks that hash to their CID, and whose links cannot be read. */
export function unreadableOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const leaf = raw('leaf')
  const v0 = asV0(pbBlock(text(`v0${salt}`)))
  // Decoders that look digits up in a table may take what lies beyond it for zero.
  const otherLetters = jsonLink(v0).replace(/.(?="}$)/, '\u0431')
  const spelledOut = { cid: concat(hex('00 70'), v0.cid), bytes: v0.bytes }
  const noCbor = cborBlock(concat(hex('ff'), text(salt)))
  const unknownCodec = block(NOBODYS, links(leaf))
  return {
    leaf,
    noCbor,
    noBytes: cborBlock(hex('')),
    cutCbor: cborBlock(links(leaf).slice(0, -1)),
    moreCbor: cborBlock(concat(links(leaf), hex('00'))),
    // Tag 42 around the CID without the zero byte before it.
    bareLink: cborBlock(concat(hex('d82a'), cbor.byteString(leaf.cid))),
    noPb: block(DAG_PB, concat(hex('ff'), text(salt))),
    noJson: jsonBlock(`{"/":${salt}`),
    // A CIDv0 spelled out: its version, its codec, its multihash.
    pbSpelledOut: pbBlock(text('spelled out'), spelledOut),
    jsonOtherLetters: jsonBlock(`[${otherLetters}]`),
    unknownCodec,
    overUnknown: node('over unknown', unknownCodec, leaf),
    overNoCbor: node('over no cbor', leaf, noCbor),
  }
}

/** Lists inside one another, the innermost empty but for a salt. */
function nested(depth: number, salt: string): Uint8Array<ArrayBuffer> {
  const inner = salt === '' ? cbor.array() : cbor.array(cbor.text(salt))
  return concat(new Uint8Array(depth - 1).fill(0x81), inner)
}

/** Maps inside one another, likewise. */
function nestedMaps(depth: number, salt: string): Uint8Array<ArrayBuffer> {
  const inner = salt === '' ? cbor.map() : cbor.map(['a', cbor.text(salt)])
  return concat(...Array.from({ length: depth - 1 }, () => hex('a1 6161')), inner)
}

/** Lists in JSON, likewise. */
function nestedJson(depth: number, salt: string): string {
  return '['.repeat(depth) + (salt && JSON.stringify(salt)) + ']'.repeat(depth)
}

/** A number in JSON, alone or beside a salt. */
function digits(count: number, salt: string): string {
  const number = '1'.repeat(count)
  return salt === '' ? number : `[${number},${JSON.stringify(salt)}]`
}

/** An identity CID of so many bytes: five before the digest. */
function longCid(length: number): Framed {
  const bytes = new Uint8Array(length - 5).fill(0x2e)
  return { cid: cidOf(RAW, IDENTITY, bytes), bytes }
}

/** Blocks on both sides of a bound. */
export function boundsOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const leaf = raw('leaf')
  return {
    cbor1024: cborBlock(nested(1024, salt)),
    cbor1025: cborBlock(nested(1025, salt)),
    maps1024: cborBlock(nestedMaps(1024, salt)),
    maps1025: cborBlock(nestedMaps(1025, salt)),
    json1024: jsonBlock(nestedJson(1024, salt)),
    json1025: jsonBlock(nestedJson(1025, salt)),
    number1024: jsonBlock(digits(1024, salt)),
    number1025: jsonBlock(digits(1025, salt)),
    cid1024: node('cid 1024', longCid(1024), leaf),
    cid1025: node('cid 1025', longCid(1025), leaf),
    leaf,
  }
}

/** The family, and blocks of it as a store may have them after damage. */
export function damagedOf(salt: string) {
  const family = familyOf(salt)
  const noLinks = { bytes: hex('ff') }
  const unknownCodec = as(NOBODYS, family.a)
  return {
    ...family,
    aDamaged: forged(family.a, noLinks),
    rootDamaged: forged(family.root, noLinks),
    // Nothing wrong with it, but nobody knows what it links to.
    unknownCodec,
    overUnknown: withSalt(salt).node('over unknown', unknownCodec, family.b),
  }
}

export const unproven = unprovenOf('')
export const unreadable = unreadableOf('')
export const damaged = damagedOf('')
