import { hash } from 'node:crypto'
import type { Block } from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import { DigestIndex } from './digest-index.js'
import { CID_BYTES, listOfLinks, writeCid } from './link-list.js'

/** Links of a node, as in the files of UnixFS. */
export const FANOUT = 174

/** More blocks than there ever are. */
const MOST = 2 ** 24

const RAW = 0x55
const DAG_CBOR = 0x71

export interface DagSpec {
  readonly leaves: number
  /** Bytes of a leaf, 16 at least. */
  readonly leafBytes: number
  /** DAGs of different seeds share nothing. Default 0. */
  readonly seed?: number
  /** Leaves that differ from those of the same number in the DAG of the same seed. Default: none. */
  readonly changed?: ReadonlySet<number>
}

/**
 * A tree of raw leaves under dag-cbor nodes of 174 links, whose blocks are made when they are asked for:
 * 32 bytes and an index entry are kept of each, whatever its size. Blocks are numbered leaves first,
 * level by level; the root is the last.
 */
export class GeneratedDag {
  readonly size: number
  readonly leaves: number
  readonly #levels: readonly Level[]
  readonly #changed: ReadonlySet<number>
  readonly #template: Uint8Array
  readonly #digests: Uint8Array
  readonly #index: DigestIndex

  constructor({ leaves, leafBytes, seed = 0, changed = new Set() }: DagSpec) {
    this.leaves = leaves
    this.#levels = levelsOf(leaves)
    this.size = this.#levels.reduce((sum, { count }) => sum + count, 0)
    this.#changed = changed
    this.#template = noise(leafBytes, seed)
    this.#digests = new Uint8Array(32 * this.size)
    for (let i = 0; i < this.size; i++) {
      const digest = hash('sha256', this.bytes(i), 'buffer')
      this.#digests.set(digest, 32 * i)
    }
    this.#index = new DigestIndex(this.#digests)
  }

  get root(): CID {
    return CID.decode(this.cid(this.size - 1))
  }

  cid(number: number): Uint8Array {
    const cid = new Uint8Array(CID_BYTES)
    writeCid(cid, 0, this.#codec(number), this.#digest(number))
    return cid
  }

  /** Made anew at each call: the caller's own. */
  bytes(number: number): Uint8Array {
    if (number < this.leaves) return this.#leaf(number)
    const level = this.#levels.find(({ start, count }) => number < start + count)!
    const first = level.below.start + FANOUT * (number - level.start)
    const end = Math.min(first + FANOUT, level.below.start + level.below.count)
    return listOfLinks(
      end - first,
      (i) => this.#codec(first + i),
      (i) => this.#digest(first + i),
    )
  }

  *blocks(): Generator<Block> {
    for (let i = 0; i < this.size; i++) yield { cid: this.cid(i), bytes: this.bytes(i) }
  }

  /** All numbers, those of equal codecs by the beginning of their digests: nearly as the CIDs sort. */
  inKeyOrder(): number[] {
    const keys = new Float64Array(this.size)
    const view = new DataView(this.#digests.buffer)
    for (let i = 0; i < this.size; i++) {
      const codec = this.#codec(i) === RAW ? 0 : 1
      keys[i] = (codec * 2 ** 24 + (view.getUint32(32 * i) >>> 8)) * MOST + i
    }
    return Array.from(keys.sort(), (key) => key % MOST)
  }

  /** The number of the block, or -1 if it is none of this DAG. */
  find(cid: Uint8Array): number {
    if (cid.length !== CID_BYTES) return -1
    const number = this.#index.find(cid.subarray(CID_BYTES - 32))
    return number !== -1 && cid[1] === this.#codec(number) ? number : -1
  }

  #leaf(number: number): Uint8Array {
    const bytes = this.#template.slice()
    const view = new DataView(bytes.buffer)
    view.setUint32(0, number)
    view.setUint32(4, this.#changed.has(number) ? 1 : 0)
    return bytes
  }

  #codec(number: number): number {
    return number < this.leaves ? RAW : DAG_CBOR
  }

  #digest(number: number): Uint8Array {
    return this.#digests.subarray(32 * number, 32 * number + 32)
  }
}

/** How many leaves there are in the largest DAG of at most `blocks` blocks. */
export function leavesOf(blocks: number): number {
  // More there cannot be, with a node for every 174 blocks below it.
  let leaves = Math.ceil(blocks * (1 - 1 / FANOUT))
  while (leaves > 1 && sizeOf(leaves) > blocks) leaves--
  return leaves
}

function sizeOf(leaves: number): number {
  return levelsOf(leaves).reduce((sum, { count }) => sum + count, 0)
}

interface Level {
  readonly start: number
  readonly count: number
  readonly below: { readonly start: number; readonly count: number }
}

/** A single leaf is a root of its own. */
function levelsOf(leaves: number): Level[] {
  const levels: Level[] = [{ start: 0, count: leaves, below: { start: 0, count: 0 } }]
  for (let below = levels[0]!; below.count > 1; below = levels.at(-1)!) {
    const start = below.start + below.count
    levels.push({ start, count: Math.ceil(below.count / FANOUT), below })
  }
  return levels
}

/** Bytes without a pattern, the same at each call. */
function noise(count: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(count)
  for (let at = 0; at < count; at += 32) {
    const digest = hash('sha256', `noise ${seed} ${at}`, 'buffer')
    bytes.set(digest.subarray(0, Math.min(32, count - at)), at)
  }
  return bytes
}
