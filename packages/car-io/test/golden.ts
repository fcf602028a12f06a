import { CID } from 'multiformats/cid'
import type { Block } from '../src/index.js'
import { fromHex } from './support.js'

// Put together by hand from the CARv1 layout. `text` is what stands in the file, piece by piece.

/** CIDv1 raw, identity: version 01, codec 55, hash 00, length 02, "hi". */
const identity = '01 55 00 02 6869'
/** CIDv0: sha2-256 of no bytes. */
const v0 = '12 20 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
/** CIDv1 raw with a made-up sha2-256. */
const v1 = `01 55 12 20 ${'ab'.repeat(32)}`
const zeros = '00'.repeat(200)

/** One root, three blocks: identity, empty under CIDv0, and one whose length takes two bytes. */
export const golden = {
  text: [
    // 27 bytes: map(2), "roots": [42(h'00' + 6 bytes)], "version": 1
    `1b a2 65 726f6f7473 81 d82a 47 00 ${identity} 67 76657273696f6e 01`,
    `08 ${identity} 6869`, // 6 + 2
    `22 ${v0}`, // 34 + 0
    `ec01 ${v1} ${zeros}`, // 36 + 200 = 236 = 0x6c + 1 * 128
  ].join(' '),
  /** Where each frame starts, and where the file ends: 28, + 9, + 35, + 238. */
  offsets: [28, 37, 72, 310],
  roots: [CID.decode(fromHex(identity))],
  blocks: [
    { cid: fromHex(identity), bytes: fromHex('6869') },
    { cid: fromHex(v0), bytes: fromHex('') },
    { cid: fromHex(v1), bytes: fromHex(zeros) },
  ] satisfies Block[],
}

export const goldenBytes = fromHex(golden.text)

/** 17 bytes: map(2), "roots": [], "version": 1. */
export const emptyRoots = '11 a2 65 726f6f7473 80 67 76657273696f6e 01'
/** The same with the keys the other way round, as Go writes it. */
export const emptyRootsGo = '11 a2 67 76657273696f6e 01 65 726f6f7473 80'
