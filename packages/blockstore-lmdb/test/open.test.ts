import { chmod, mkdir, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LmdbBlockstore, LmdbBlockstoreError } from '../src/index.js'
import { blockOf, blocksOf, cidOf } from './support/blocks.js'
import { StoreProcess } from './support/store-process.js'
import { tempDirectory, tempStore } from './support/temp.js'

async function codeOf(opening: Promise<LmdbBlockstore>): Promise<string> {
  try {
    await (await opening).close()
    return 'opened'
  } catch (error) {
    if (error instanceof LmdbBlockstoreError) return error.code
    throw error
  }
}

describe('open', () => {
  it('makes the directory and its parents, whatever it is called', async () => {
    const directory = join(await tempDirectory(), 'a', 'b.store')
    const store = await tempStore(directory)
    expect((await stat(directory)).isDirectory()).toBe(true)
    expect(store.count()).toBe(0)
  })

  it('takes little room for little content', async () => {
    const directory = await tempDirectory()
    const store = await tempStore(directory)
    await store.putBatch([blockOf('small', 0)])
    expect((await stat(join(directory, 'data.mdb'))).size).toBeLessThan(1 << 18)
  })

  it('finds everything again', async () => {
    const directory = await tempDirectory()
    const first = await LmdbBlockstore.open(directory)
    const blocks = blocksOf('again', 1000)
    await first.putBatch(blocks)
    await first.close()
    const second = await tempStore(directory)
    expect(second.count()).toBe(1000)
    expect(blocks.every(({ cid, bytes }) => String(second.bytes.get(cid)) === String(bytes))).toBe(
      true,
    )
  })

  it('makes nothing when told not to', async () => {
    const directory = await tempDirectory()
    const nowhere = join(directory, 'nowhere')
    expect(await codeOf(LmdbBlockstore.open(nowhere, { create: false }))).toBe('ERR_STORE_MISSING')
    expect(await codeOf(LmdbBlockstore.open(directory, { create: false }))).toBe(
      'ERR_STORE_MISSING',
    )
    await expect(stat(nowhere)).rejects.toThrow('ENOENT')
    await expect(stat(join(directory, 'data.mdb'))).rejects.toThrow('ENOENT')
    await (await LmdbBlockstore.open(directory)).close()
    expect(await codeOf(LmdbBlockstore.open(directory, { create: false }))).toBe('opened')
  })

  it('refuses a file, and a path below a file', async () => {
    const file = join(await tempDirectory(), 'file')
    await writeFile(file, 'content')
    for (const path of [file, join(file, 'below')]) {
      for (const create of [true, false]) {
        expect(await codeOf(LmdbBlockstore.open(path, { create }))).toBe('ERR_NOT_A_DIRECTORY')
      }
    }
  })

  it('refuses what it may not read, in a process that is not root', async () => {
    const directory = await tempDirectory()
    await (await LmdbBlockstore.open(directory)).close()
    await chmod(directory, 0o000)
    expect(await new StoreProcess('open', directory).lastLine()).toBe('ERR_STORE_UNREADABLE')
    await chmod(directory, 0o700)
    // and a directory that may be entered, with a data file that may not be written
    await chmod(join(directory, 'data.mdb'), 0o400)
    await chmod(directory, 0o777)
    expect(await new StoreProcess('open', directory).lastLine()).toBe('ERR_STORE_UNREADABLE')
  })

  it.each([
    ['a few bytes', Buffer.from('0123456789')],
    ['a megabyte of text', Buffer.alloc(1 << 20, 'x')],
    ['a megabyte of zeroes', Buffer.alloc(1 << 20)],
  ])('refuses a data file of %s', async (_, content) => {
    const directory = await tempDirectory()
    await writeFile(join(directory, 'data.mdb'), content)
    expect(await codeOf(LmdbBlockstore.open(directory))).toBe('ERR_NOT_A_STORE')
  })

  it('refuses a directory in place of the data file', async () => {
    const directory = await tempDirectory()
    await mkdir(join(directory, 'data.mdb'))
    expect(await codeOf(LmdbBlockstore.open(directory))).toBe('ERR_NOT_A_STORE')
  })

  it.each([1, 100, 4096, 8191, 8192, 20_000])('refuses a store cut to %i bytes', async (size) => {
    const directory = await tempDirectory()
    const store = await LmdbBlockstore.open(directory)
    for (let batch = 0; batch < 5; batch++) await store.putBatch(blocksOf(`${batch}`, 200, 2000))
    await store.close()
    await truncate(join(directory, 'data.mdb'), size)
    expect(await codeOf(LmdbBlockstore.open(directory))).toBe('ERR_NOT_A_STORE')
  })

  it('takes an empty data file for a new store', async () => {
    const directory = await tempDirectory()
    await writeFile(join(directory, 'data.mdb'), '')
    expect(await codeOf(LmdbBlockstore.open(directory))).toBe('opened')
  })

  it('may be called twice on one directory by one process', async () => {
    const directory = await tempDirectory()
    const first = await LmdbBlockstore.open(directory)
    const second = await tempStore(directory)
    const [one, two] = blocksOf('twice', 2)
    await first.putBatch([one!])
    expect(second.bytes.has(one!.cid)).toBe(true)
    await first.close()
    await second.putBatch([two!])
    expect(second.bytes.get(one!.cid)).toEqual(one!.bytes)
    expect(second.bytes.get(two!.cid)).toEqual(two!.bytes)
  })
})

describe('close', () => {
  it('waits for writes that have begun', async () => {
    const directory = await tempDirectory()
    const store = await LmdbBlockstore.open(directory)
    const blocks = blocksOf('begun', 300, 10_000)
    const put = store.putBatch(blocks)
    await store.close()
    await put
    expect((await tempStore(directory)).count()).toBe(300)
  })

  it('waits for a root that is being added behind finished writes', async () => {
    const directory = await tempDirectory()
    const store = await LmdbBlockstore.open(directory)
    await store.putBatch(blocksOf('done', 10))
    const adding = store.addRoot(cidOf(Uint8Array.of(1)))
    await store.close()
    await adding
    expect((await (await tempStore(directory)).roots().next()).done).toBe(false)
  })

  it('may be repeated', async () => {
    const store = await tempStore()
    await Promise.all([store.close(), store.close()])
    await store.close()
  })

  it('makes every later use an error, not a crash', async () => {
    const store = await tempStore()
    const { cid, bytes } = blockOf('late', 0)
    await store.putBatch([{ cid, bytes }])
    const [pair] = store.getAll()
    const all = store.getAll()
    await store.close()
    const closed = { code: 'ERR_STORE_CLOSED' }
    expect(() => store.bytes.has(cid)).toThrow(expect.objectContaining(closed))
    expect(() => store.bytes.get(cid)).toThrow(expect.objectContaining(closed))
    expect(() => store.bytes.sample(1)).toThrow(expect.objectContaining(closed))
    expect(() => store.count()).toThrow(expect.objectContaining(closed))
    expect(() => all.next()).toThrow(expect.objectContaining(closed))
    await expect(pair!.bytes.next()).rejects.toMatchObject(closed)
    await expect(store.putBatch([{ cid, bytes }])).rejects.toMatchObject(closed)
    await expect(store.putBatch([])).rejects.toMatchObject(closed)
    await expect(store.delete(pair!.cid)).rejects.toMatchObject(closed)
    await expect(store.addRoot(pair!.cid)).rejects.toMatchObject(closed)
    await expect(store.roots().next()).rejects.toMatchObject(closed)
  })
})
