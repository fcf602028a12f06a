import type { Block } from './block.js'
import { ByteList } from './byte-list.js'
import { CidTable } from './cid-table.js'
import type { Store } from './store.js'

/** Bytes up to which a block is put in line with others: one array each costs about 200 bytes. */
const SMALL = 4096

/** How much larger a buffer may be than the one block for which it is kept. */
const MOST_WASTE = 1 / 16

/** A store in memory. What it hands out is not to be written to. */
export class MemoryStore implements Store {
  readonly #cids = new CidTable()
  readonly #small = new ByteList()
  /** By the number of the CID: the block, or its place among the small. */
  readonly #blocks: (Uint8Array | number)[] = []

  has(cid: Uint8Array): boolean {
    return this.#cids.find(cid) >= 0
  }

  get(cid: Uint8Array): Uint8Array | undefined {
    const number = this.#cids.find(cid)
    if (number < 0) return undefined
    const block = this.#blocks[number]!
    return typeof block === 'number' ? this.#small.at(block) : block
  }

  /** Takes the bytes over where they have a buffer of about their size, and copies them elsewhere. */
  put(blocks: readonly Block[]): void {
    for (const { cid, bytes } of blocks) {
      const number = this.#cids.intern(cid)
      if (number < this.#blocks.length && this.#holds(number, bytes)) continue
      this.#blocks[number] = this.#kept(bytes)
    }
  }

  size(): number {
    return this.#cids.size
  }

  /** Reservoir sampling: every CID is as likely as any other. */
  sample(count: number): Uint8Array[] {
    const drawn: number[] = []
    for (let number = 0; number < this.#cids.size; number++) {
      const place = number < count ? number : Math.floor(Math.random() * (number + 1))
      if (place < count) drawn[place] = number
    }
    return drawn.map((number) => this.#cids.at(number))
  }

  /** The CIDs of all blocks, in the order in which they came. */
  *cids(): Generator<Uint8Array> {
    for (let number = 0; number < this.#cids.size; number++) yield this.#cids.at(number)
  }

  /** One that is put again must not take up room again. */
  #holds(number: number, bytes: Uint8Array): boolean {
    const block = this.#blocks[number]!
    return typeof block === 'number' && this.#small.equals(block, bytes)
  }

  #kept(bytes: Uint8Array): Uint8Array | number {
    const place = bytes.length <= SMALL ? this.#small.append(bytes) : -1
    if (place >= 0) return place
    const waste = bytes.buffer.byteLength - bytes.length
    return waste <= bytes.length * MOST_WASTE ? bytes : bytes.slice()
  }
}
