import { type Block, decodeCar } from '@car-mirror/car-io'
import { CidSet, type Status, type Store } from '@car-mirror/core'
import { type Blocks, type Direction, specDialect } from '@car-mirror/http-transport'
import type { CID } from 'multiformats/cid'

/** What went over a wire in both directions. Bytes of bodies; what HTTP adds is not in them. */
export interface Traffic {
  /** Bytes of statuses, filters included. */
  messages: number
  /** Bytes of CARs. */
  cars: number
  blocks: number
  /** Bytes of blocks. */
  payload: number
  /** Blocks that the receiver had, or had been sent before, and their bytes. */
  duplicates: number
  duplicateBytes: number
}

/** Statuses and CARs become bytes and values again, as between two processes, and are counted. */
export class Wire {
  readonly traffic: Traffic = {
    messages: 0,
    cars: 0,
    blocks: 0,
    payload: 0,
    duplicates: 0,
    duplicateBytes: 0,
  }
  readonly #receiving: Store
  readonly #arrived = new CidSet()

  /** @param receiving the store of the receiver */
  constructor(receiving: Store) {
    this.#receiving = receiving
  }

  pullRequest(status: Status): Status {
    const body = specDialect.encodePull(status)
    this.traffic.messages += body.length
    return specDialect.decodePull(body)
  }

  pushAnswer(status: Status): Status {
    const { code, body } = specDialect.encodePush(status)
    this.traffic.messages += body.length
    return specDialect.decodePush(code, body)
  }

  async car(direction: Direction, roots: readonly CID[], blocks: Blocks) {
    const car = await decodeCar(this.#chunks(specDialect.encodeCar(direction, roots, blocks)))
    return { roots: car.roots, blocks: this.#counted(car.blocks) }
  }

  async *#chunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.traffic.cars += chunk.length
      yield chunk
    }
  }

  async *#counted(batches: AsyncIterable<Block[]>): AsyncGenerator<Block[]> {
    const { traffic } = this
    for await (const batch of batches) {
      for (const { cid, bytes } of batch) {
        const isNew = this.#arrived.add(cid) && !(await this.#receiving.has(cid))
        traffic.blocks++
        traffic.payload += bytes.length
        if (isNew) continue
        traffic.duplicates++
        traffic.duplicateBytes += bytes.length
      }
      yield batch
    }
  }
}
