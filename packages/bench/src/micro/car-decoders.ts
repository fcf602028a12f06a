import { CarFramer } from '@car-mirror/car-io'
import { CarBlockIterator, CarBufferReader } from '@ipld/car'
import { CARReaderStream } from 'carstream'
import { type SampleCar, streamOf } from './cars.js'
import { demand, type Work } from './rate.js'

export function decodeOurs({ chunks, blocks, megabytes }: SampleCar): Work {
  return {
    amount: megabytes,
    run() {
      const framer = new CarFramer()
      let count = 0
      for (const chunk of chunks) count += framer.push(chunk).length
      framer.end()
      demand(count === blocks.length, 'all blocks were read')
    },
  }
}

export function decodeIterator({ chunks, blocks, megabytes }: SampleCar): Work {
  return {
    amount: megabytes,
    async run() {
      let count = 0
      for await (const _ of await CarBlockIterator.fromIterable(each(chunks))) count++
      demand(count === blocks.length, 'all blocks were read')
    },
  }
}

export function decodeBuffer({ chunks, blocks, megabytes }: SampleCar): Work {
  return {
    amount: megabytes,
    run() {
      const whole = Buffer.concat(chunks)
      const count = CarBufferReader.fromBytes(whole).blocks().length
      demand(count === blocks.length, 'all blocks were read')
    },
  }
}

export function decodeStream({ chunks, blocks, megabytes }: SampleCar): Work {
  return {
    amount: megabytes,
    async run() {
      let count = 0
      for await (const _ of streamOf(chunks).pipeThrough(new CARReaderStream())) count++
      demand(count === blocks.length, 'all blocks were read')
    },
  }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
