import { mkdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { UnixFS } from 'ipfs-unixfs'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportRoot } from '../../src/unixfs/export.js'
import { isUnsafeName } from '../../src/unixfs/list-directory.js'
import { expectNoExport, Forge, useTemp } from './support.js'

const temp = useTemp()
let forge = new Forge()
beforeEach(async () => {
  forge = new Forge()
  // Something beside OUT that an escape would change; expectNoExport looks at all of it.
  await mkdir(temp('victim'))
  await writeFile(temp('victim/f'), 'untouched')
})
const refused = (root: CID, code: string) => expectNoExport(forge, root, temp('out'), code)

describe('names that would lead out of OUT', () => {
  const names = [
    '',
    '.',
    '..',
    '/',
    '/etc/x',
    '../victim/f',
    'a/b',
    'a/../../victim/f',
    'a\0b',
    '\0',
  ]

  it.each(names)('refuses a file named %j', async (name) => {
    const root = await forge.directory([name, await forge.raw('evil')])
    const error = await refused(root, 'ERR_UNSAFE_NAME')
    expect(error.cid?.toString()).toBe(root.toString())
  })

  it.each(['..', '../victim'])('refuses a directory named %j', async (name) => {
    const below = await forge.directory(['f', await forge.raw('evil')])
    await refused(await forge.directory([name, below]), 'ERR_UNSAFE_NAME')
  })

  it.each(['..', '../victim/f', 'a\0'])('refuses %j in a shard', async (name) => {
    const root = await forge.shard(256n, [`0F${name}`, await forge.raw('evil')])
    await refused(root, 'ERR_UNSAFE_NAME')
  })

  it('refuses a link without a name in a plain directory', async () => {
    await refused(await forge.directory(['', await forge.raw('')]), 'ERR_UNSAFE_NAME')
  })

  it('takes names that only look odd', async () => {
    const names = ['...', '..a', '\\..\\a', 'C:', ' ', '\n', '\u202Etxt', 'con']
    const file = await forge.raw('x')
    const root = await forge.directory(...names.map((name): [string, CID] => [name, file]))
    const { files } = await exportRoot(root, temp('out'), forge.store)
    expect(files).toBe(names.length)
  })

  it('refuses more on Windows', () => {
    const names = ['C:', 'a\\b', '.. ', 'a.', 'x:stream', 'NUL', 'nul.txt', 'Com1', 'a|b']
    expect(names.filter((name) => !isUnsafeName(name, 'win32'))).toEqual([])
    expect(['nulls', 'a.b', 'com', 'ü'].filter((name) => isUnsafeName(name, 'win32'))).toEqual([])
    expect(names.filter((name) => isUnsafeName(name, 'linux'))).toEqual([])
  })

  it('shows a long name of control characters as one short line', async () => {
    const root = await forge.directory([`/\u001B[2J\n${'x'.repeat(100_000)}`, await forge.raw('')])
    const { message } = await refused(root, 'ERR_UNSAFE_NAME')
    expect(message).toMatch(/^\P{Control}*$/u)
    expect(message.length).toBeLessThan(500)
  })
})

describe('names that come twice', () => {
  const kinds = {
    file: () => forge.raw('evil'),
    directory: () => forge.directory(),
    'directory with a file': async () => forge.directory(['f', await forge.raw('evil')]),
    symlink: () => forge.symlink('../victim'),
    'symlink to a file': () => forge.symlink('../victim/f'),
  }
  const pairs = Object.keys(kinds).flatMap((a) => Object.keys(kinds).map((b) => [a, b] as const))

  it.each(pairs)('refuses a %s and then a %s', async (first, second) => {
    const make = (kind: string) => kinds[kind as keyof typeof kinds]()
    const root = await forge.directory(['x', await make(first)], ['x', await make(second)])
    await refused(root, 'ERR_DUPLICATE_NAME')
  })

  it('refuses a symlink in one shard and a directory of its name in another', async () => {
    const link = await forge.shard(16n, ['0x', await kinds.symlink()])
    const directory = await forge.shard(16n, ['1x', await kinds.directory()])
    await refused(await forge.shard(16n, ['0', link], ['1', directory]), 'ERR_DUPLICATE_NAME')
  })

  it('takes bytes that are not UTF-8 for the same replacement character', async () => {
    // The only spelling of such a name in JavaScript; two of them in one directory are one name.
    const { bytes } = await forge.raw('x')
    const link = (last: number) => [0x12, 0x29, 0x0a, 0x24, ...bytes, 0x12, 0x01, last]
    const block = Uint8Array.from([...link(0xfe), ...link(0xff), 0x0a, 0x02, 0x08, 0x01])
    await refused(await forge.put(0x70, block), 'ERR_DUPLICATE_NAME')
  })
})

describe('symlinks', () => {
  it.each(['/etc/passwd', '../../..', 'nowhere', '.', 'self'])(
    'writes %j as text',
    async (target) => {
      const root = await forge.directory(['self', await forge.symlink(target)])
      await exportRoot(root, temp('out'), forge.store)
      expect(await readlink(temp('out/self'))).toBe(target)
      expect(await readFile(temp('victim/f'), 'utf8')).toBe('untouched')
    },
  )

  it('refuses a target that is empty, holds NUL or is longer than any path', async () => {
    await refused(await forge.symlink(''), 'ERR_NOT_UNIXFS')
    await refused(await forge.directory(['l', await forge.symlink('a\0b')]), 'ERR_NOT_UNIXFS')
    await refused(
      await forge.directory(['l', await forge.symlink('a'.repeat(4096))]),
      'ERR_PATH_TOO_LONG',
    )
  })
})

describe('depth and repetition', () => {
  it('ends 5,000 nested directories with a clean error', async () => {
    let root = await forge.raw('x')
    for (let i = 0; i < 5_000; i += 1) root = await forge.directory(['d', root])
    await refused(root, 'ERR_PATH_TOO_LONG')
  }, 60_000)

  it('refuses a name that is longer than the file system takes', async () => {
    await refused(
      await forge.directory(['x'.repeat(300), await forge.raw('')]),
      'ERR_PATH_TOO_LONG',
    )
  })

  it('writes a file whose parts are nested 5,000 deep', async () => {
    let root = await forge.raw('x')
    for (let i = 0; i < 5_000; i += 1) root = await forge.file([[root, 1n]])
    expect(await exportRoot(root, temp('out'), forge.store)).toMatchObject({ files: 1, bytes: 1 })
  }, 60_000)

  it('writes a directory whose shards are nested 5,000 deep', async () => {
    let root = await forge.shard(256n, ['00name', await forge.raw('x')])
    for (let i = 0; i < 5_000; i += 1) root = await forge.shard(256n, ['00', root])
    expect(await exportRoot(root, temp('out'), forge.store)).toMatchObject({ files: 1 })
  }, 60_000)

  it('does not walk shards that fan out to nothing, 256 to the power of 40 times', async () => {
    let root = await forge.shard(256n)
    const places = Array.from({ length: 256 }, (_, i) =>
      i.toString(16).toUpperCase().padStart(2, '0'),
    )
    for (let i = 0; i < 40; i += 1) {
      const below = root
      root = await forge.shard(256n, ...places.map((place): [string, CID] => [place, below]))
    }
    await refused(root, 'ERR_NOT_UNIXFS')
  })

  it('does not walk file parts that fan out to nothing, 2 to the power of 100 times', async () => {
    let root = await forge.file([])
    for (let i = 0; i < 100; i += 1)
      root = await forge.file([
        [root, 0n],
        [root, 0n],
      ])
    expect(await exportRoot(root, temp('out'), forge.store)).toMatchObject({ files: 1, bytes: 0 })
  })

  it('survives metadata nested in itself 400,000 deep', async () => {
    const nested = new Uint8Array(400_000).fill(0x0b)
    await refused(await forge.node(nested), 'ERR_NOT_UNIXFS')
  })
})

describe('nodes that lie', () => {
  const cases: [string, () => Promise<CID>][] = [
    [
      'a part is shorter than its parent says',
      async () => forge.file([[await forge.raw('ab'), 3n]]),
    ],
    [
      'a part is longer than its parent says',
      async () => forge.file([[await forge.raw('ab'), 1n]]),
    ],
    ['a part is a directory', async () => forge.file([[await forge.directory(), 1n]])],
    ['a part is a symlink', async () => forge.file([[await forge.symlink('ab'), 2n]])],
    [
      'a link has no block size',
      async () => {
        const part = await forge.raw('ab')
        return forge.node(new UnixFS({ type: 'file' }), [['', part]])
      },
    ],
    ['a fanout is absent', () => forge.node(new UnixFS({ type: 'hamt-sharded-directory' }))],
    ['a fanout is 0', () => forge.shard(0n)],
    ['a fanout is 1', () => forge.shard(1n)],
    ['a fanout is no power of two', () => forge.shard(255n)],
    ['a fanout is 2^63', () => forge.shard(2n ** 63n)],
    [
      'a name in a shard lacks its place',
      async () => forge.shard(256n, ['0', await forge.raw('')]),
    ],
    ['a place in a shard is not hex', async () => forge.shard(256n, ['😀x', await forge.raw('')])],
    [
      'a shard is a plain directory',
      async () => forge.shard(256n, ['00', await forge.directory()]),
    ],
    ['a shard is a file', async () => forge.shard(256n, ['00', await forge.raw('')])],
    ['a node is metadata', () => forge.node(new UnixFS({ type: 'metadata' }))],
    ['the data is not UnixFS', () => forge.node(Uint8Array.of(0xff, 0xff))],
    ['a block is not dag-pb', () => forge.put(0x70, Uint8Array.of(1, 2, 3))],
    ['a block is dag-cbor', () => forge.put(0x71, Uint8Array.of(0xa0))],
  ]

  it.each(cases)('refuses when %s', async (_, make) => {
    await refused(await make(), 'ERR_NOT_UNIXFS')
    await refused(await forge.directory(['below', await make()]), 'ERR_NOT_UNIXFS')
  })

  it('refuses a hash that cannot be checked', async () => {
    const digest = await sha256.digest(Uint8Array.of(1))
    const cid = CID.createV1(0x55, {
      ...digest,
      code: 0x1234,
      bytes: Uint8Array.of(0xb4, 0x24, 0x20, ...digest.digest),
    })
    await forge.store.put(cid, Uint8Array.of(1))
    const error = await refused(await forge.directory(['f', cid]), 'ERR_HASH_UNKNOWN')
    expect(error.cid?.toString()).toBe(cid.toString())
  })

  it('takes a block from its own CID when the hash is identity', async () => {
    const root = CID.decode(Uint8Array.of(1, 0x55, 0, 5, ...new TextEncoder().encode('hello')))
    await exportRoot(root, temp('out'), forge.store)
    expect(await readFile(temp('out'), 'utf8')).toBe('hello')
  })
})
