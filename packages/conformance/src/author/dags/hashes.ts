import { createHash } from 'node:crypto'
import { cidOf, type Framed, hex, RAW, SHA2_512 } from '@car-mirror/vectors/by-hand'
import { createBLAKE2b, createBLAKE3 } from 'hash-wasm'
import { text } from './make.js'
import { withSalt } from './salt.js'

const blake2bHasher = await createBLAKE2b(256)
const blake3Hasher = await createBLAKE3()

/** Of "abc": by `b2sum -l 256`, and from the test vectors of BLAKE3. */
const KNOWN = {
  blake2b: 'bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319',
  blake3: '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85',
}

/** A leaf by each hash function that is not SHA2-256. */
export function hashesOf(salt: string) {
  const content = text(`abc${salt}`)
  const digests = {
    blake2b: salt === '' ? KNOWN.blake2b : blake2bHasher.init().update(content).digest(),
    blake3: salt === '' ? KNOWN.blake3 : blake3Hasher.init().update(content).digest(),
  }
  const leaf = (code: number, digest: string): Framed => {
    return { cid: cidOf(RAW, code, hex(digest)), bytes: content }
  }
  const sha512 = leaf(SHA2_512, createHash('sha512').update(content).digest('hex'))
  const [blake2b, blake3] = [leaf(0xb220, digests.blake2b), leaf(0x1e, digests.blake3)]
  return { root: withSalt(salt).node('hashes', sha512, blake2b, blake3), sha512, blake2b, blake3 }
}
