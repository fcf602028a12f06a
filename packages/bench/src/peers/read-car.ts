import { createReadStream } from 'node:fs'
import { type Block, type DecodedCar, decodeCar } from '@car-mirror/car-io'

/** A CAR file, its blocks in batches. They are views: copy what is kept. */
export function openCar(path: string): Promise<DecodedCar> {
  return decodeCar(createReadStream(path, { highWaterMark: 1024 * 1024 }))
}

/** The blocks of a CAR file. */
export async function* readCar(path: string): AsyncGenerator<readonly Block[]> {
  yield* (await openCar(path)).blocks
}
