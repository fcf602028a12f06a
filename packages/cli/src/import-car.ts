import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import { type DecodedCar, decodeCar } from '@car-mirror/car-io'
import { type Block, Receiver, type Store } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { CliError } from './errors.js'
import type { ProgressBar } from './progress-bar.js'
import type { ImportResult } from './schemas.js'
import { atPath } from './unixfs/errors.js'

/** Bytes of blocks that wait in memory for their parents. What is missing is told whole. */
const LIMITS = { waiting: 64 * 1024 * 1024, missing: Infinity }
const CHUNK = 1024 * 1024

/**
 * Stores what a CAR file holds below the roots in its header: every block is verified, and one
 * that nothing links to is left out. A file with the parents first is read once; one with the
 * children first may be read again, at most once per level of the DAG, if it is no pipe.
 *
 * The roots are registered once the store holds everything below them.
 * @throws CliError ERR_UNREADABLE, ERR_NO_ROOTS; CarError; MirrorError
 */
export async function importCar(
  path: string,
  store: LmdbBlockstore,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<ImportResult> {
  const again = (await atPath('ERR_UNREADABLE', path, stat(path))).isFile()
  const written = new Written(store.bytes, bar)
  let car = await open(path, signal)
  const { roots } = car
  const first = roots[0]
  if (first === undefined) {
    await car.blocks.return()
    throw new CliError('ERR_NO_ROOTS', `${path} names no root in its header`)
  }
  const receiver = await Receiver.open({ store: written, roots, limits: LIMITS })
  let wanted: readonly CID[]
  for (;;) {
    const before = written.blocks
    wanted = (await receiver.take({ available: [], blocks: car.blocks })).missing
    if (receiver.complete || written.blocks === before || !again) break
    car = await open(path, signal)
  }
  if (receiver.complete) for (const root of roots) await store.addRoot(root)
  const { blocks, bytes } = written
  // Only what a reading was begun for, and did not bring, counts as unavailable.
  const missing = [...wanted, ...receiver.unavailable].map(String)
  return { root: first.toString(), roots: roots.map(String), blocks, bytes, skipped: [], missing }
}

function open(path: string, signal: AbortSignal): Promise<DecodedCar> {
  return decodeCar(chunksOf(path, signal))
}

async function* chunksOf(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { signal, highWaterMark: CHUNK })
  } catch (cause) {
    signal.throwIfAborted()
    await atPath('ERR_UNREADABLE', path, Promise.reject(cause))
  }
}

/** Counts what goes into a store. */
class Written implements Store {
  blocks = 0
  bytes = 0
  readonly #store: LmdbBlockstore['bytes']
  readonly #bar: ProgressBar

  constructor(store: LmdbBlockstore['bytes'], bar: ProgressBar) {
    this.#store = store
    this.#bar = bar
  }

  has(cid: Uint8Array): boolean {
    return this.#store.has(cid)
  }

  get(cid: Uint8Array): Uint8Array | undefined {
    return this.#store.get(cid)
  }

  async put(blocks: readonly Block[]): Promise<void> {
    await this.#store.put(blocks)
    this.blocks += blocks.length
    for (const { bytes } of blocks) this.bytes += bytes.length
    this.#bar.show({ blocks: this.blocks, bytes: this.bytes })
  }
}
