import {
  block,
  cbor,
  cidOf,
  concat,
  DAG_PB,
  type Framed,
  hex,
  IDENTITY,
  node,
  RAW,
  raw,
  SHA2_256,
  SHA2_512,
  sha256,
} from '@car-mirror/vectors/by-hand'
import { family } from './family.js'
import { hashes } from './kinds.js'
import { as, cborBlock, forged, jsonBlock, links, text } from './make.js'

/** For private use, so nobody knows it. */
const NOBODYS = 0x300001

const content = text('content')
const digest = sha256(content)

function withDigest(hash: number, bytes: Uint8Array): Framed {
  return { cid: cidOf(RAW, hash, bytes), bytes: content }
}

/** Blocks that do not hash to their CID, or cannot be checked. */
export const unproven = {
  ...family,
  forgedRoot: forged(family.root, family.other),
  forgedA: forged(family.a, family.b),
  forgedB: forged(family.b, { bytes: concat(family.b.bytes, hex('00')) }),
  forgedLeaf: forged(family.a1, family.a2),
  forgedOther: forged(family.other, family.a),
  sha512: hashes.sha512,
  forgedSha512: forged(hashes.sha512, family.a1),
  forgedBlake2b: forged(hashes.blake2b, family.a1),
  forgedBlake3: forged(hashes.blake3, family.a1),
  short: withDigest(SHA2_256, digest.subarray(0, 20)),
  oneByte: withDigest(SHA2_256, digest.subarray(0, 1)),
  noByte: withDigest(SHA2_256, new Uint8Array(0)),
  padded: withDigest(SHA2_256, concat(digest, hex('00'))),
  otherLength: withDigest(SHA2_512, digest),
  unknownHash: withDigest(NOBODYS, digest),
}

const leaf = raw('leaf')

/** Blocks that hash to their CID, and whose links cannot be read. */
export const unreadable = {
  leaf,
  noCbor: cborBlock(hex('ff')),
  noBytes: cborBlock(hex('')),
  cutCbor: cborBlock(links(leaf).slice(0, -1)),
  moreCbor: cborBlock(concat(links(leaf), hex('00'))),
  // Tag 42 around the CID without the zero byte before it.
  bareLink: cborBlock(concat(hex('d82a'), cbor.byteString(leaf.cid))),
  noPb: block(DAG_PB, hex('ff')),
  noJson: jsonBlock('{"/":'),
  unknownCodec: block(NOBODYS, links(leaf)),
  overUnknown: node('over unknown', block(NOBODYS, links(leaf)), leaf),
  overNoCbor: node('over no cbor', leaf, cborBlock(hex('ff'))),
}

/** Lists inside one another, the innermost empty. */
function nested(depth: number): Uint8Array<ArrayBuffer> {
  return concat(new Uint8Array(depth - 1).fill(0x81), hex('80'))
}

/** Maps inside one another, the innermost empty. */
function nestedMaps(depth: number): Uint8Array<ArrayBuffer> {
  return concat(...Array.from({ length: depth - 1 }, () => hex('a1 6161')), hex('a0'))
}

/** An identity CID of so many bytes: five before the digest. */
function longCid(length: number): Framed {
  const bytes = new Uint8Array(length - 5).fill(0x2e)
  return { cid: cidOf(RAW, IDENTITY, bytes), bytes }
}

/** Blocks on both sides of a bound. */
export const bounds = {
  cbor1024: cborBlock(nested(1024)),
  cbor1025: cborBlock(nested(1025)),
  maps1024: cborBlock(nestedMaps(1024)),
  maps1025: cborBlock(nestedMaps(1025)),
  json1024: jsonBlock(`${'['.repeat(1024)}${']'.repeat(1024)}`),
  json1025: jsonBlock(`${'['.repeat(1025)}${']'.repeat(1025)}`),
  cid1024: node('cid 1024', longCid(1024), leaf),
  cid1025: node('cid 1025', longCid(1025), leaf),
  leaf,
}

const noLinks = hex('ff')

/** The family, and blocks of it as a store may have them after damage. */
export const damaged = {
  ...family,
  aDamaged: forged(family.a, { bytes: noLinks }),
  rootDamaged: forged(family.root, { bytes: noLinks }),
  // Nothing wrong with it, but nobody knows what it links to.
  unknownCodec: as(NOBODYS, family.a),
  overUnknown: node('over unknown', as(NOBODYS, family.a), family.b),
}
