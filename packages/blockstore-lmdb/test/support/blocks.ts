import { createHash } from 'node:crypto'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'

export const RAW = 0x55
export const DAG_PB = 0x70
const SHA2_256 = 0x12

export interface TestBlock {
  cid: Uint8Array
  bytes: Uint8Array
}

/** Block `index` of a seed; `test/support/store-process.mjs` makes the same. */
export function blockOf(seed: string, index: number, size = 64): TestBlock {
  const bytes = new Uint8Array(Buffer.alloc(size, `${seed}:${index};`))
  return { cid: cidOf(bytes).bytes, bytes }
}

export function cidOf(bytes: Uint8Array, codec = RAW): CID {
  return CID.createV1(codec, create(SHA2_256, sha256(bytes)))
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

export function blocksOf(seed: string, count: number, size?: number): TestBlock[] {
  return Array.from({ length: count }, (_, index) => blockOf(seed, index, size))
}
