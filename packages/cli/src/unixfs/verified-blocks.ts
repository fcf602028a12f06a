import { defaultHashers, MirrorError, verify } from '@car-mirror/core'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'
import { blockError } from './errors.js'

/** Reads one block and checks it. */
export type ReadBlock = (cid: CID) => Promise<Uint8Array>

/**
 * Reads blocks of a store that may have lost or damaged some.
 * The reader throws CliError, each with `cid`: ERR_BLOCK_MISSING, ERR_BLOCK_HASH (the bytes do not
 * hash to the CID), ERR_HASH_UNKNOWN. Other errors of the store pass as they are.
 */
export function verifiedBlocks(store: Pick<Blockstore, 'get'>, signal?: AbortSignal): ReadBlock {
  return async (cid) => {
    signal?.throwIfAborted()
    if (cid.multihash.code === identity.code) return cid.multihash.digest
    const bytes = await read(store, cid, signal)
    try {
      await verify(defaultHashers, { cid: cid.bytes, bytes })
    } catch (cause) {
      if (cause instanceof MirrorError) throw blockError(cause.code, cause.message, cid, cause)
      throw cause
    }
    return bytes
  }
}

async function read(store: Pick<Blockstore, 'get'>, cid: CID, signal?: AbortSignal) {
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of store.get(cid, signal ? { signal } : {})) chunks.push(chunk)
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'NotFoundError') throw cause
    throw blockError('ERR_BLOCK_MISSING', `${cid} is not in the store`, cid, cause)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}
