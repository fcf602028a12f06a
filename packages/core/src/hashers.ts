import { blake2b } from '@noble/hashes/blake2.js'
import { blake3 } from '@noble/hashes/blake3.js'
import { sha256, sha512 } from 'multiformats/hashes/sha2'
import type { Block } from './block.js'
import { cidParts, cidText } from './cid-bytes.js'
import { MirrorError } from './errors.js'
import type { Awaitable } from './store.js'

/** How one kind of multihash digest is computed. */
export interface Hasher {
  /** Multihash number. */
  readonly code: number
  readonly name: string
  /** The whole digest, never truncated. */
  digest(bytes: Uint8Array): Awaitable<Uint8Array>
}

export type HasherRegistry = ReadonlyMap<number, Hasher>

/** identity, sha2-256, sha2-512, blake3 and blake2b-256. @see RND-18 */
export const defaultHashers: HasherRegistry = new Map(
  [
    { code: 0x00, name: 'identity', digest: (bytes: Uint8Array) => bytes },
    fromMultiformats(sha256),
    fromMultiformats(sha512),
    { code: 0x1e, name: 'blake3', digest: (bytes: Uint8Array) => blake3(bytes) },
    {
      code: 0xb220,
      name: 'blake2b-256',
      digest: (bytes: Uint8Array) => blake2b(bytes, { dkLen: 32 }),
    },
  ].map((hasher): [number, Hasher] => [hasher.code, hasher]),
)

/**
 * Checks that the bytes are what the CID names. A truncated digest never matches: a few bytes of
 * hash would let anybody forge a block.
 * @returns a promise only where the hasher is asynchronous
 * @throws MirrorError ERR_BLOCK_HASH, ERR_HASH_UNKNOWN, ERR_CID_INVALID
 * @see RND-17 RND-18
 */
export function verify(hashers: HasherRegistry, block: Block): Awaitable<void> {
  const { hash, digest } = cidParts(block.cid)
  const hasher = hashers.get(hash)
  if (!hasher) {
    const message = `${cidText(block.cid)} has hash 0x${hash.toString(16)}, which is not registered`
    throw new MirrorError('ERR_HASH_UNKNOWN', message, {
      cid: block.cid,
      requirement: 'RND-18',
    })
  }
  const actual = hasher.digest(block.bytes)
  if (actual instanceof Uint8Array) return compare(block.cid, digest, actual)
  return actual.then((late) => compare(block.cid, digest, late))
}

function compare(cid: Uint8Array, expected: Uint8Array, actual: Uint8Array): void {
  if (expected.length === actual.length && expected.every((byte, i) => byte === actual[i])) return
  throw new MirrorError('ERR_BLOCK_HASH', `the bytes of ${cidText(cid)} do not hash to it`, {
    cid,
    requirement: expected.length === actual.length ? 'RND-17' : 'RND-18',
  })
}

function fromMultiformats(library: typeof sha256 | typeof sha512): Hasher {
  return {
    code: library.code,
    name: library.name,
    digest(bytes) {
      const result = library.digest(bytes)
      return result instanceof Promise ? result.then((late) => late.digest) : result.digest
    },
  }
}
