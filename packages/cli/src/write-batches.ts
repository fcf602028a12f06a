import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import type { Block } from '@car-mirror/core'
import { BaseBlockstore } from 'blockstore-core/base'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'

/** What is gathered before it is written. Bytes. */
const BATCH = 4 * 1024 * 1024

/**
 * Gathers blocks that are put one by one: each commit waits for the disk, so a commit per block
 * would take longer than all the rest. One batch is written while the next one fills. Nothing can
 * be read back here; what was put is in the store after `flush`.
 */
export class WriteBatches extends BaseBlockstore {
  readonly #store: LmdbBlockstore
  #gathered: Block[] = []
  #bytes = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(store: LmdbBlockstore) {
    super()
    this.#store = store
  }

  override async put(cid: CID, bytes: Parameters<Blockstore['put']>[1]): Promise<CID> {
    const block = bytes as Uint8Array
    this.#gathered.push({ cid: cid.bytes, bytes: block })
    this.#bytes += block.length
    if (this.#bytes >= BATCH) await this.#write()
    return cid
  }

  /** Resolves once everything that was put is on disk. */
  async flush(): Promise<void> {
    await this.#write()
    await this.#writing
  }

  /** Begins to write what is gathered, as soon as the batch before it is on disk. */
  async #write(): Promise<void> {
    const batch = this.#gathered
    this.#gathered = []
    this.#bytes = 0
    const before = this.#writing
    const writing = before.then(() => this.#store.putBatch(batch))
    this.#writing = writing
    // Whoever waits next gets the failure.
    writing.catch(() => undefined)
    await before
  }
}
