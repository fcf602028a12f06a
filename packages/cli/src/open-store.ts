import { LmdbBlockstore, LmdbBlockstoreError } from '@car-mirror/blockstore-lmdb'
import type { CID } from 'multiformats/cid'
import { CliError } from './errors.js'

/**
 * Runs `use` on the store in a directory and closes it afterwards, whatever happened.
 * @param create whether a store is made where there is none; commands that only read never do
 * @throws CliError ERR_STORE_MISSING; LmdbBlockstoreError
 */
export async function withStore<T>(
  directory: string,
  create: boolean,
  use: (store: LmdbBlockstore) => Promise<T>,
): Promise<T> {
  const store = await openStore(directory, create)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

async function openStore(directory: string, create: boolean): Promise<LmdbBlockstore> {
  try {
    return await LmdbBlockstore.open(directory, { create })
  } catch (cause) {
    if (!(cause instanceof LmdbBlockstoreError) || cause.code !== 'ERR_STORE_MISSING') throw cause
    throw new CliError('ERR_STORE_MISSING', `no store at ${directory}`, { cause })
  }
}

/** @throws CliError ERR_ROOT_MISSING */
export function requireRoot(store: LmdbBlockstore, root: CID): void {
  if (!store.has(root)) throw new CliError('ERR_ROOT_MISSING', `the store does not hold ${root}`)
}
