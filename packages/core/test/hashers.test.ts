import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { defaultHashers, verify } from '../src/hashers.js'

const hello = new TextEncoder().encode('hello')

/** Digests of "hello" by other means: node:crypto, and b3sum / b2sum for the two it lacks. */
const digests: [string, number[], string][] = [
  ['sha2-256', [0x12, 32], createHash('sha256').update(hello).digest('hex')],
  ['sha2-512', [0x13, 64], createHash('sha512').update(hello).digest('hex')],
  ['blake3', [0x1e, 32], 'ea8f163db38682925e4491c5e58d4bb3506ef8c14eb78a86e908c5624a67200f'],
  [
    'blake2b-256',
    [0xa0, 0xe4, 0x02, 32],
    '324dcf027dd4a30a932c441f365a25e86b173defa4b8e58948253471b81b72cf',
  ],
  ['identity', [0x00, 5], '68656c6c6f'],
]

function cidOf(prefix: number[], digest: string): Uint8Array {
  return Uint8Array.from([1, 0x55, ...prefix, ...Buffer.from(digest, 'hex')])
}

it.each(digests)('accepts a block named by %s', async (_, prefix, digest) => {
  await verify(defaultHashers, { cid: cidOf(prefix, digest), bytes: hello })
})

it.each(digests)('refuses other bytes under %s', async (_, prefix, digest) => {
  const block = { cid: cidOf(prefix, digest), bytes: hello.slice(1) }
  await expect((async () => verify(defaultHashers, block))()).rejects.toMatchObject({
    code: 'ERR_BLOCK_HASH',
  })
})

it('accepts CIDv0', async () => {
  const digest = createHash('sha256').update(hello).digest()
  await verify(defaultHashers, { cid: Uint8Array.from([0x12, 0x20, ...digest]), bytes: hello })
})

it('waits for a hasher that takes its time', async () => {
  const [, prefix, digest] = digests[0]!
  const slow = {
    code: 0x12,
    name: 'slow sha2-256',
    digest: async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
  }
  const hashers = new Map([[slow.code, slow]])
  await verify(hashers, { cid: cidOf(prefix, digest), bytes: hello })
  const wrong = verify(hashers, { cid: cidOf(prefix, digest), bytes: hello.slice(1) })
  await expect(wrong).rejects.toMatchObject({ code: 'ERR_BLOCK_HASH' })
})
