import { hash } from 'node:crypto'
import { blockLinks, defaultCodecs } from '@car-mirror/core'
import * as dagCbor from '@ipld/dag-cbor'
import * as dagPb from '@ipld/dag-pb'
import { createUnsafe } from 'multiformats/block'
import { CID } from 'multiformats/cid'
import type { BlockCodec } from 'multiformats/codecs/interface'
import { create } from 'multiformats/hashes/digest'
import type { Row } from '../section.js'
import { cids } from './cids.js'
import { compare, demand, type Effort, type Work } from './rate.js'

/** Links of a directory or a small record, and of a node of a large file. */
const LINKS = [2, 174]

type LibraryCodec = BlockCodec<number, unknown>

interface Sample {
  readonly codec: LibraryCodec
  readonly links: number
  readonly cid: CID
  readonly bytes: Uint8Array
}

/** Links out of blocks, against decoding them and looking for CIDs in what comes out. */
export async function linkRows(effort: Effort): Promise<Row[]> {
  const rows: Row[] = []
  for (const links of LINKS) {
    const targets = cids(links).map((cid) => CID.decode(cid))
    const record = { name: 'a record', size: 12_345, links: targets }
    const Links = targets.map((Hash, i) => ({ Hash, Name: `file ${1000 + i}`, Tsize: 1000 * i }))
    const samples = [
      sample(dagCbor as LibraryCodec, dagCbor.encode(record), links),
      sample(dagPb as LibraryCodec, dagPb.encode({ Data: new Uint8Array(8), Links }), links),
    ]
    for (const one of samples) {
      const work = `links of a ${one.codec.name} block with ${links} links`
      const about = { work, opponent: `@ipld/${one.codec.name} and a walk`, unit: 'MB/s' }
      rows.push(await compare(about, scan(one), decodeAndWalk(one), effort))
    }
  }
  return rows
}

function sample(codec: LibraryCodec, bytes: Uint8Array, links: number): Sample {
  const digest = create(0x12, hash('sha256', bytes, 'buffer'))
  return { codec, links, cid: CID.createV1(codec.code, digest), bytes }
}

/** Blocks at once, so that a clock is read now and then. */
const TIMES = 50

function scan({ cid, bytes, links }: Sample): Work {
  return {
    amount: (TIMES * bytes.length) / 1e6,
    run() {
      let count = 0
      for (let i = 0; i < TIMES; i++) count += blockLinks(defaultCodecs, cid.bytes, bytes).length
      demand(count === TIMES * links, 'all links were found')
    },
  }
}

function decodeAndWalk({ codec, cid, bytes, links }: Sample): Work {
  return {
    amount: (TIMES * bytes.length) / 1e6,
    run() {
      let count = 0
      for (let i = 0; i < TIMES; i++) {
        for (const _ of createUnsafe({ bytes, cid, codec }).links()) count++
      }
      demand(count === TIMES * links, 'all links were found')
    },
  }
}
