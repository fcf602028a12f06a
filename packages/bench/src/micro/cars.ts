import { hash } from 'node:crypto'
import { type Block, CarEncoder } from '@car-mirror/car-io'
import { CID } from 'multiformats/cid'

const CHUNK = 64 * 1024

/** A CAR and what is in it. */
export interface SampleCar {
  readonly root: CID
  readonly blocks: readonly Block[]
  /** As they come from a socket. */
  readonly chunks: readonly Uint8Array[]
  /** Of the whole CAR. */
  readonly megabytes: number
}

/** Cut into chunks of 64 KiB without regard to its frames. */
export function carOf(root: CID, blocks: readonly Block[]): SampleCar {
  const encoder = new CarEncoder()
  const parts = [encoder.header([root]), encoder.frames(blocks), encoder.flush()].flat()
  const car = Buffer.concat(parts)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < car.length; at += CHUNK) {
    chunks.push(new Uint8Array(car.subarray(at, at + CHUNK)))
  }
  return { root, blocks, chunks, megabytes: car.length / 1e6 }
}

/** Raw blocks of one size that have nothing to do with each other. */
function rawBlocks(count: number, bytes: number): Block[] {
  return Array.from({ length: count }, (_, i) => {
    const block = new Uint8Array(bytes).fill(i)
    new DataView(block.buffer).setUint32(0, i)
    const cid = new Uint8Array(36)
    cid.set([1, 0x55, 0x12, 32])
    cid.set(hash('sha256', block, 'buffer'), 4)
    return { cid, bytes: block }
  })
}

/** Of raw blocks; the first is called the root. */
export function rawCar(count: number, bytes: number): SampleCar {
  const blocks = rawBlocks(count, bytes)
  return carOf(CID.decode(blocks[0]!.cid), blocks)
}

/** A stream of these, as the platform has it. */
export function streamOf<T>(items: readonly T[]): ReadableStream<T> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < items.length) controller.enqueue(items[at++]!)
      else controller.close()
    },
  })
}
