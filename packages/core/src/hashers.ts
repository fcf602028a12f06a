import { blake2b } from '@noble/hashes/blake2.js'
import { blake3 } from '@noble/hashes/blake3.js'
import type { Block } from './block.js'
import { type CidParts, cidParts, cidText } from './cid-bytes.js'
import { MirrorError } from './errors.js'
import { type Digest, meansHere, sha2 } from './sha2.js'
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
    { code: 0x12, name: 'sha2-256', digest: sha2('SHA-256', meansHere()) },
    { code: 0x13, name: 'sha2-512', digest: sha2('SHA-512', meansHere()) },
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
  return verifyAs(cidParts(block.cid), hashers, block)
}

/** The same where the parts of the CID are known. */
export function verifyAs(
  { hash, digestAt }: CidParts,
  hashers: HasherRegistry,
  block: Block,
): Awaitable<void> {
  const hasher = hashers.get(hash)
  if (!hasher) throw unknownHash(block.cid, hash)
  const digest: Digest = hasher.digest
  if (digest.matches?.(block.bytes, block.cid, digestAt)) return
  const actual = hasher.digest(block.bytes)
  if (actual instanceof Uint8Array) return compare(block.cid, digestAt, actual)
  return actual.then((late) => compare(block.cid, digestAt, late))
}

function unknownHash(cid: Uint8Array, hash: number): MirrorError {
  const message = `${cidText(cid)} has hash 0x${hash.toString(16)}, which is not registered`
  return new MirrorError('ERR_HASH_UNKNOWN', message, { cid, requirement: 'RND-18' })
}

function compare(cid: Uint8Array, digestAt: number, actual: Uint8Array): void {
  const isWhole = cid.length - digestAt === actual.length
  if (isWhole && endsWith(cid, actual)) return
  throw new MirrorError('ERR_BLOCK_HASH', `the bytes of ${cidText(cid)} do not hash to it`, {
    cid,
    requirement: isWhole ? 'RND-17' : 'RND-18',
  })
}

function endsWith(cid: Uint8Array, digest: Uint8Array): boolean {
  const at = cid.length - digest.length
  for (let i = 0; i < digest.length; i++) if (cid[at + i] !== digest[i]) return false
  return true
}
