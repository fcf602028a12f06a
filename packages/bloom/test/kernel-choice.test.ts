import { expect, test } from 'vitest'
import { simd } from '../src/wasm-bytes.js'
import { cids } from './support.js'
import { bloomWithout } from './without.js'

// The suite itself may be run where something is missing: test/environments.
const here = WebAssembly.validate(Buffer.from(simd, 'base64')) ? 'simd' : 'scalar'

test.each([
  ['nothing', compiles() ? here : 'javascript'],
  ['SIMD', compiles() ? 'scalar' : 'javascript'],
  ['permission', 'javascript'],
  ['WebAssembly', 'javascript'],
] as const)(
  'where %s is missing, the kernel is the %s one, and it works',
  async (missing, name) => {
    const { kernel, bloom } = await bloomWithout(missing)
    expect(kernel.name).toBe(name)
    const filter = bloom.BloomFilter.withParameters({ bytes: 256, hashes: 20 })
    filter.addMany(cids(3))
    expect([...filter.hasMany([...cids(3), ...cids(2, 1000)])]).toEqual([1, 1, 1, 0, 0])
  },
)

function compiles(): boolean {
  try {
    return new WebAssembly.Module(Buffer.from('0061736d01000000', 'hex')) !== undefined
  } catch {
    return false
  }
}
