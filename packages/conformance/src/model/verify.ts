import { createHash } from 'node:crypto'
import { toHex } from '@car-mirror/vectors'
import { createBLAKE2b, createBLAKE3 } from 'hash-wasm'
import type { Pins } from '../spec/pins.js'
import { type CidHex, cidParts } from './cid.js'
import { Refusal } from './refusal.js'

const blake2b = await createBLAKE2b(256)
const blake3 = await createBLAKE3()

interface HashFunction {
  readonly name: string
  readonly digest: (bytes: Uint8Array) => string
}

const HASHES: Readonly<Record<number, HashFunction>> = {
  0: { name: 'identity', digest: toHex },
  18: { name: 'sha2-256', digest: (bytes) => createHash('sha256').update(bytes).digest('hex') },
  19: { name: 'sha2-512', digest: (bytes) => createHash('sha512').update(bytes).digest('hex') },
  30: { name: 'blake3', digest: (bytes) => blake3.init().update(bytes).digest() },
  45600: { name: 'blake2b-256', digest: (bytes) => blake2b.init().update(bytes).digest() },
}

/** Whether bytes are what their CID names. */
export class VerifyModel {
  readonly pins: Pins

  constructor(pins: Pins) {
    this.pins = pins
  }

  /** @throws Refusal block-hash, hash-unknown. @see RND-17 RND-18 */
  check(cid: CidHex, bytes: Uint8Array): void {
    const parts = cidParts(cid)
    const hash = this.hash(parts?.hash)
    if (parts && this.matches(hash.digest(bytes), toHex(parts.digest))) return
    throw new Refusal('block-hash', `the bytes do not hash to ${cid}`)
  }

  /** @see RND-18 */
  hash(code: number | undefined): HashFunction {
    const found = HASHES[code ?? -1]
    if (found && this.pins['RND-18'].hashes.some((known) => known === found.name)) return found
    throw new Refusal('hash-unknown', 'the hash function is not known')
  }

  /** The whole digest, never a part of it. @see RND-18 */
  matches(actual: string, expected: string): boolean {
    return actual === expected
  }
}
