import { createHash, hash } from 'node:crypto'
import { sha256, sha512 } from 'multiformats/hashes/sha2'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Means, meansHere, sha2 } from '../src/sha2.js'

const { subtle } = globalThis.crypto
const native = hash as unknown as Means['hash']

const means: [string, Means][] = [
  ['node:crypto', { hash: native, subtle, wasm: true }],
  ['WebAssembly and Web Crypto', { hash: undefined, subtle, wasm: true }],
  ['WebAssembly alone', { hash: undefined, subtle: undefined, wasm: true }],
  ['Web Crypto, where WebAssembly is not to be had', { hash: undefined, subtle, wasm: false }],
  ['JavaScript', { hash: undefined, subtle: undefined, wasm: false }],
]

/** Around the ends of SHA-2's blocks, and on both sides of where Web Crypto takes over. */
const lengths = [0, 1, 55, 56, 63, 64, 65, 111, 112, 128, 213, 2047, 2048, 2049, 70_000]
const inputs = lengths.map((length) => Uint8Array.from({ length }, (_, i) => (i * 131) >> 3))

afterEach(() => {
  vi.unstubAllGlobals()
})

describe.each(means)('SHA-2 by %s', (_, means) => {
  it.each([
    ['SHA-256', sha256],
    ['SHA-512', sha512],
  ] as const)('has the digests of the library: %s', async (algorithm, library) => {
    const digest = sha2(algorithm, means)
    // Twice, since the first call may still be loading what the second one uses.
    for (const bytes of [...inputs, ...inputs]) {
      expect(await digest(bytes)).toEqual((await library.digest(bytes)).digest)
    }
  })

  it('keeps apart what is asked at the same time', async () => {
    const digest = sha2('SHA-256', means)
    const digests = await Promise.all(inputs.map((bytes) => digest(bytes)))
    expect(digests.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(
      inputs.map((bytes) => createHash('sha256').update(bytes).digest('hex')),
    )
  })

  it('gives plain arrays that nothing writes to later', async () => {
    const digest = sha2('SHA-256', means)
    await digest(inputs[0]!)
    const first = await digest(inputs[1]!)
    expect(first.constructor).toBe(Uint8Array)
    const before = first.slice()
    await digest(inputs[2]!)
    expect(first).toEqual(before)
  })
})

describe('a digest that is compared in place', () => {
  const { matches } = sha2('SHA-256', { hash: native, subtle, wasm: true })
  const bytes = inputs[10]!
  const cid = Uint8Array.from([1, 0x55, 0x12, 32, ...createHash('sha256').update(bytes).digest()])

  it('is found where it stands', () => {
    expect(matches?.(bytes, cid, 4)).toBe(true)
    expect(matches?.(bytes.subarray(1), cid, 4)).toBe(false)
  })

  it('is not found if one byte differs', () => {
    for (let at = 4; at < cid.length; at++) {
      const other = cid.slice()
      other[at]! ^= 0x80
      expect(matches?.(bytes, other, 4)).toBe(false)
    }
  })

  it('is not found if a part of it is missing, or there is more', () => {
    expect(matches?.(bytes, cid.subarray(0, 35), 4)).toBe(false)
    expect(matches?.(bytes, Uint8Array.from([...cid, 0]), 4)).toBe(false)
    expect(matches?.(bytes, cid.subarray(0, 4), 4)).toBe(false)
  })
})

describe('the means at hand', () => {
  it('are those of Node, where its modules are to be had', () => {
    vi.stubGlobal('process', { getBuiltinModule: () => ({ hash }) })
    expect(meansHere()).toEqual({ hash, subtle, wasm: true })
  })

  it('are few where there is no process and no secure context', () => {
    vi.stubGlobal('process', undefined)
    vi.stubGlobal('crypto', {})
    expect(meansHere()).toEqual({ hash: undefined, subtle: undefined, wasm: true })
  })
})

it('does without WebAssembly where compiling is forbidden', async () => {
  vi.stubGlobal('WebAssembly', {
    compile: () => Promise.reject(new Error('forbidden by the policy of the page')),
  })
  const digest = sha2('SHA-256', { hash: undefined, subtle: undefined, wasm: true })
  const bytes = inputs[10]!
  for (let i = 0; i < 2; i++) {
    expect(await digest(bytes)).toEqual((await sha256.digest(bytes)).digest)
  }
})
