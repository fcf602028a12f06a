import { chmod, lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { importer } from 'ipfs-unixfs-importer'
import type { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { importPath } from '../../src/unixfs/import.js'
import { MemoryBlockstore, useTemp } from './support.js'

const temp = useTemp()
const importOne = (path: string) => importPath(path, new MemoryBlockstore())
const blockOf = (store: MemoryBlockstore, cid: CID) => Buffer.concat([...syncBlock(store, cid)])
const syncBlock = (store: MemoryBlockstore, cid: CID) => store.get(cid) as Generator<Uint8Array>

/** What the library itself makes of the same content, by another way through it. */
async function libraryRoot(...entries: { path: string; content?: Uint8Array; mode?: number }[]) {
  let root: CID | undefined
  for await (const { cid } of importer(entries, new MemoryBlockstore())) root = cid
  return root!.toString()
}

describe('CIDs that the rest of IPFS knows', () => {
  it('gives a file of default mode the raw CID of its content', async () => {
    await writeFile(temp('f'), 'hello', { mode: 0o644 })
    const { root, blocks, bytes, skipped } = await importOne(temp('f'))
    expect(root.toString()).toBe('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq')
    expect({ blocks, bytes, skipped }).toEqual({ blocks: 1, bytes: 5, skipped: [] })
  })

  it('gives an empty file the raw CID of no bytes', async () => {
    await writeFile(temp('f'), '', { mode: 0o644 })
    const { root } = await importOne(temp('f'))
    expect(root.toString()).toBe('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku')
  })

  it('gives an empty directory its well-known CID', async () => {
    await mkdir(temp('d'), { mode: 0o755 })
    const { root } = await importOne(temp('d'))
    expect(root.toString()).toBe('bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354')
  })
})

describe('nodes, byte for byte', () => {
  it('keeps another mode of a file in a UnixFS node: type 2, data, size, mode', async () => {
    await writeFile(temp('f'), 'hello')
    await chmod(temp('f'), 0o755)
    const store = new MemoryBlockstore()
    const { root, blocks } = await importPath(temp('f'), store)
    expect(blockOf(store, root).toString('hex')).toBe('0a0e0802120568656c6c6f180538ed03')
    expect(blocks).toBe(1)
  })

  it('keeps another mode of a directory', async () => {
    await mkdir(temp('d'))
    await chmod(temp('d'), 0o700)
    const store = new MemoryBlockstore()
    const { root } = await importPath(temp('d'), store)
    expect(blockOf(store, root).toString('hex')).toBe('0a05080138c003')
  })

  it('drops setuid, setgid and sticky', async () => {
    await mkdir(temp('d'))
    await chmod(temp('d'), 0o1755)
    const { root } = await importOne(temp('d'))
    expect(root.toString()).toBe('bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354')
  })

  it('keeps a symlink, even as the root, as its target and never looks behind it', async () => {
    await symlink('../etc', temp('l'))
    const store = new MemoryBlockstore()
    const { root } = await importPath(temp('l'), store)
    expect(blockOf(store, root).toString('latin1')).toBe('\x0a\x0a\x08\x04\x12\x06../etc')
  })

  it('keeps a symlink target that is not UTF-8', async () => {
    await symlink(Buffer.of(0x78, 0xff), temp('l'))
    const store = new MemoryBlockstore()
    const { root } = await importPath(temp('l'), store)
    expect(blockOf(store, root).toString('hex')).toBe('0a060804120278ff')
  })
})

describe('compared with the library', () => {
  const many = new Uint8Array(175 * 262_144 + 1)
  for (let i = 0; i < many.length; i += 100_000) many[i] = i % 251

  it.each([262_144, 262_145, 524_288, many.length])(
    'chunks a file of %i bytes alike',
    async (n) => {
      const content = many.subarray(0, n)
      await writeFile(temp('f'), content, { mode: 0o644 })
      const { root } = await importOne(temp('f'))
      expect(root.toString()).toBe(await libraryRoot({ path: 'f', content }))
    },
  )

  it.each([262_144, 262_145])('records the mode of a file of %i bytes alike', async (n) => {
    const content = many.subarray(0, n)
    await writeFile(temp('f'), content)
    await chmod(temp('f'), 0o600)
    const { root } = await importOne(temp('f'))
    expect(root.toString()).toBe(await libraryRoot({ path: 'f', content, mode: 0o600 }))
  })

  it('builds a nested tree alike, hidden files and empty directories included', async () => {
    await mkdir(temp('t/sub/empty'), { recursive: true })
    await writeFile(temp('t/.hidden'), 'x')
    await writeFile(temp('t/sub/ü 😀'), 'y')
    for (const d of ['t', 't/sub', 't/sub/empty']) await chmod(temp(d), 0o755)
    const expected = await libraryRoot(
      { path: 't/.hidden', content: Buffer.from('x') },
      { path: 't/sub/empty' },
      { path: 't/sub/ü 😀', content: Buffer.from('y') },
    )
    expect((await importOne(temp('t'))).root.toString()).toBe(expected)
    expect((await importOne(`${temp('t')}/`)).root.toString()).toBe(expected)
  })

  it('shards a directory of 12,000 entries alike, every block under 64 KiB', async () => {
    await mkdir(temp('d'))
    const names = Array.from({ length: 12_000 }, (_, i) => `entry-${i}`)
    await Promise.all(names.map((name) => writeFile(temp(`d/${name}`), name)))
    const store = new MemoryBlockstore()
    const { root, blocks } = await importPath(temp('d'), store)
    const entries = names.map((name) => ({ path: `d/${name}`, content: Buffer.from(name) }))
    expect(root.toString()).toBe(await libraryRoot(...entries))
    let largest = 0
    let count = 0
    for await (const { bytes } of store.getAll()) {
      for await (const chunk of bytes) largest = Math.max(largest, chunk.length)
      count += 1
    }
    expect(blocks).toBe(count)
    expect(largest).toBeLessThan(65_536)
  }, 60_000)

  it('keeps a directory of 5,000 subdirectories below the block limit', async () => {
    await mkdir(temp('d'))
    const names = Array.from({ length: 5_000 }, (_, i) => i.toString(36).padStart(30, '_'))
    await Promise.all(names.map((name) => mkdir(temp(`d/${name}`))))
    const store = new MemoryBlockstore()
    const { root } = await importPath(temp('d'), store)
    expect(blockOf(store, root).length).toBeLessThan(65_536)
  }, 60_000)
})

describe('the same tree', () => {
  it('gives the same root in whatever order and at whatever time it was made', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `n${(i * 7919) % 200}`)
    for (const [dir, order] of [
      ['a', names],
      ['b', [...names].reverse()],
    ] as const) {
      await mkdir(temp(dir))
      for (const name of order) await writeFile(temp(`${dir}/${name}`), name)
    }
    const [a, b] = [await importOne(temp('a')), await importOne(temp('b'))]
    expect(a.root.toString()).toBe(b.root.toString())
  })

  it('counts and writes a repeated block once', async () => {
    await mkdir(temp('d'), { mode: 0o755 })
    for (const name of ['x', 'y']) await writeFile(temp(`d/${name}`), 'same', { mode: 0o644 })
    let puts = 0
    const store = new MemoryBlockstore()
    const put = store.put.bind(store)
    store.put = (...args) => {
      puts += 1
      return put(...args)
    }
    const { blocks } = await importPath(temp('d'), store)
    expect({ blocks, puts }).toEqual({ blocks: 2, puts: 2 })
  })
})

it('reports growing totals that end at the result', async () => {
  await writeFile(
    temp('f'),
    new Uint8Array(1_000_000).map((_, i) => i >> 12),
  )
  const seen: { blocks: number; bytes: number }[] = []
  const options = { onProgress: (p: { blocks: number; bytes: number }) => seen.push(p) }
  const { blocks, bytes } = await importPath(temp('f'), new MemoryBlockstore(), options)
  expect(seen.map((p) => p.blocks)).toEqual([1, 2, 3, 4, 5])
  expect(seen.at(-1)).toEqual({ blocks, bytes })
})

it('holds ten blocks of large files at a time, however many files there are', async () => {
  await mkdir(temp('d'))
  for (let i = 0; i < 20; i += 1) {
    await writeFile(
      temp(`d/${i}`),
      new Uint8Array(3 * 262_144).map((_, at) => i + (at >> 18) * 20),
    )
  }
  const store = new MemoryBlockstore()
  let [now, most] = [0, 0]
  store.put = async (cid) => {
    now += 1
    most = Math.max(most, now)
    await new Promise((done) => setTimeout(done, 5))
    now -= 1
    return cid
  }
  const { blocks } = await importPath(temp('d'), store)
  expect(blocks).toBe(20 * 4 + 1)
  expect(most).toBeLessThanOrEqual(10)
}, 60_000)

it('reads a file that does not know its size', async () => {
  // Files of /proc say 0 and hold more; as does one that grows while it is read.
  await writeFile(temp('copy'), await readFile('/proc/version'))
  await chmod(temp('copy'), (await lstat('/proc/version')).mode & 0o777)
  const [proc, copy] = [await importOne('/proc/version'), await importOne(temp('copy'))]
  expect(proc.root.toString()).toBe(copy.root.toString())
})
