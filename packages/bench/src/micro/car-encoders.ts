import { CarEncoder } from '@car-mirror/car-io'
import { CarWriter } from '@ipld/car'
import { CARWriterStream } from 'carstream'
import { CID } from 'multiformats/cid'
import { type SampleCar, streamOf } from './cars.js'
import { demand, type Work } from './rate.js'

/** As many as a sender hands on at once when they are small. */
const BATCH = 1024

export function encodeOurs({ root, blocks, megabytes }: SampleCar): Work {
  return {
    amount: megabytes,
    run() {
      const encoder = new CarEncoder()
      let bytes = sum(encoder.header([root]))
      for (let at = 0; at < blocks.length; at += BATCH) {
        bytes += sum(encoder.frames(blocks.slice(at, at + BATCH)))
      }
      bytes += sum(encoder.flush())
      demand(isAll(bytes, megabytes), 'all blocks were written')
    },
  }
}

/** Theirs takes CID objects; to make them is not in the figure. */
export function encodeWriter({ root, blocks, megabytes }: SampleCar): Work {
  const named = blocks.map(({ cid, bytes }) => ({ cid: CID.decode(cid), bytes }))
  return {
    amount: megabytes,
    async run() {
      const { writer, out } = CarWriter.create([root])
      const writing = (async () => {
        for (const block of named) await writer.put(block)
        await writer.close()
      })()
      let bytes = 0
      for await (const chunk of out) bytes += chunk.length
      await writing
      demand(isAll(bytes, megabytes), 'all blocks were written')
    },
  }
}

export function encodeStream({ root, blocks, megabytes }: SampleCar): Work {
  const named = blocks.map(({ cid, bytes }) => ({ cid: CID.decode(cid), bytes }))
  return {
    amount: megabytes,
    async run() {
      let bytes = 0
      const stream = streamOf(named).pipeThrough(new CARWriterStream([root]))
      for await (const chunk of stream) bytes += chunk.length
      demand(isAll(bytes, megabytes), 'all blocks were written')
    },
  }
}

function sum(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((bytes, chunk) => bytes + chunk.length, 0)
}

function isAll(bytes: number, megabytes: number): boolean {
  return bytes === Math.round(megabytes * 1e6)
}
