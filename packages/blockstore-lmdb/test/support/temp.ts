import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { LmdbBlockstore } from '../../src/index.js'

const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Runs when the test has ended, however it did. */
export function afterwards(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup)
}

export async function tempDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'blockstore-lmdb-'))
  afterwards(() => rm(directory, { recursive: true, force: true }))
  return directory
}

/** Opens a store that is closed after the test, in a directory of its own unless one is given. */
export async function tempStore(directory?: string): Promise<LmdbBlockstore> {
  const store = await LmdbBlockstore.open(directory ?? (await tempDirectory()))
  afterwards(() => store.close())
  return store
}
