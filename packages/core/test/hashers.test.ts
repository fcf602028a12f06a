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

/** The CID with the length of its digest set to what there is. */
function withLength(cid: Uint8Array): Uint8Array {
  const changed = cid.slice()
  changed[3] = cid.length - 4
  return changed
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

it.each([
  [
    'of another block',
    (cid: Uint8Array) => cid.map((byte, i) => (i < 35 ? byte : ~byte)),
    'RND-17',
  ],
  ['that is cut short', (cid: Uint8Array) => withLength(cid.subarray(0, 20)), 'RND-18'],
  ['that is empty', (cid: Uint8Array) => withLength(cid.subarray(0, 4)), 'RND-18'],
  ['that goes on', (cid: Uint8Array) => withLength(Uint8Array.from([...cid, 0])), 'RND-18'],
])('refuses a digest %s', async (_, change, requirement) => {
  const [, prefix, digest] = digests[0]!
  const cid = change(cidOf(prefix, digest))
  const refused = (async () => verify(defaultHashers, { cid, bytes: hello }))()
  await expect(refused).rejects.toMatchObject({ code: 'ERR_BLOCK_HASH', requirement })
})

it('asks a hasher that was put in the place of a known one', () => {
  const asked: Uint8Array[] = []
  const digest = (bytes: Uint8Array) => {
    asked.push(bytes)
    return new Uint8Array(32)
  }
  const known = defaultHashers.get(0x12)!
  const hashers = new Map([...defaultHashers, [0x12, { ...known, digest }]])
  const [, prefix] = digests[0]!
  void verify(hashers, { cid: cidOf(prefix, '00'.repeat(32)), bytes: hello })
  expect(asked).toEqual([hello])
})

it('refuses a hash that is not registered, and what is no CID', () => {
  const sha1 = cidOf([0x11, 20], '00'.repeat(20))
  const unknown = { code: 'ERR_HASH_UNKNOWN', requirement: 'RND-18' }
  expect(() => verify(defaultHashers, { cid: sha1, bytes: hello })).toThrow(
    expect.objectContaining(unknown),
  )
  expect(() => verify(defaultHashers, { cid: sha1.subarray(1), bytes: hello })).toThrow(
    expect.objectContaining({ code: 'ERR_CID_INVALID' }),
  )
})
