import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { LmdbBlockstore } from '../src/index.js'
import { blockOf, blocksOf, sha256 } from './support/blocks.js'
import { StoreProcess } from './support/store-process.js'
import { tempDirectory, tempStore } from './support/temp.js'

const ENDLESS = 1_000_000

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Every key of the store must be the hash of its content. */
async function corruptBlocks(store: LmdbBlockstore): Promise<string[]> {
  const corrupt: string[] = []
  for (const { cid } of store.getAll()) {
    const bytes = store.bytes.get(cid.bytes)!
    if (hex(sha256(bytes)) !== hex(cid.multihash.digest)) corrupt.push(cid.toString())
  }
  return corrupt
}

function missing(store: LmdbBlockstore, seed: string, acknowledged: number, size: number) {
  return blocksOf(seed, acknowledged, size).filter(({ cid, bytes }) => {
    const found = store.bytes.get(cid)
    return found === undefined || hex(found) !== hex(bytes)
  })
}

describe('a reader in another process', () => {
  it('can read every block as soon as its put has resolved', async () => {
    const directory = await tempDirectory()
    const store = await tempStore(directory)
    const reader = new StoreProcess('watch', directory)
    expect(await reader.line()).toBe('ready')
    for (let index = 0; index < 200; index++) {
      const block = blockOf('visible', index, 1 + index * 300)
      const [method, no, yes] =
        index % 2 === 0 ? ['has', 'false', 'true'] : ['get', 'undefined', 'right']
      const question = `${method} ${hex(block.cid)}`
      // asked just before, so that an answer from the snapshot of then would be wrong
      expect(await reader.ask(question)).toBe(no)
      await store.putBatch([block])
      expect(await reader.ask(question)).toBe(yes)
    }
    expect(await reader.end()).toBe(0)
  })

  it('reads on while the file grows under it', async () => {
    const directory = await tempDirectory()
    const store = await tempStore(directory)
    const reader = new StoreProcess('watch', directory)
    await reader.line()
    for (let batch = 0; batch < 12; batch++) {
      const blocks = Array.from({ length: 8 }, (_, at) => blockOf('grow', batch * 8 + at, 1 << 18))
      await store.putBatch(blocks)
      for (const at of [0, batch * 8, batch * 8 + 7]) {
        expect(await reader.ask(`get ${hex(blockOf('grow', at, 1 << 18).cid)}`)).toBe('right')
      }
    }
    expect(await reader.end()).toBe(0)
  })
})

describe('several writers at once', () => {
  it('lose nothing, and see what the others wrote', async () => {
    const directory = await tempDirectory()
    const store = await tempStore(directory)
    const writers = ['a', 'b'].map(
      (seed) => new StoreProcess('write', directory, seed, 40, 10, 5000),
    )
    for (let at = 0; at < 400; at += 10) {
      await store.putBatch(Array.from({ length: 10 }, (_, i) => blockOf('c', at + i, 5000)))
    }
    expect(await Promise.all(writers.map((writer) => writer.lastLine()))).toEqual(['400', '400'])
    for (const seed of ['a', 'b', 'c']) expect(missing(store, seed, 400, 5000)).toEqual([])
    expect(store.count()).toBe(1200)
  })

  it('may all be the one that makes the store', async () => {
    const directory = `${await tempDirectory()}/new/store.d`
    const seeds = ['1', '2', '3', '4']
    const writers = seeds.map((seed) => new StoreProcess('write', directory, seed, 1, 10, 100))
    expect(await Promise.all(writers.map((writer) => writer.lastLine()))).toEqual(
      seeds.map(() => '10'),
    )
    expect((await tempStore(directory)).count()).toBe(40)
  })
})

describe('kill -9 in the midst of writing', () => {
  it('takes no acknowledged block, corrupts none, and does not stop another writer', async () => {
    const directory = await tempDirectory()
    const bystander = new StoreProcess('write', directory, 'bystander', ENDLESS, 3, 3000)
    await bystander.line()
    const acknowledged: number[] = []
    for (let round = 0; round < 6; round++) {
      const victim = new StoreProcess('write', directory, `victim${round}`, ENDLESS, 20, 20_000)
      await victim.line()
      await victim.line()
      await delay(Math.random() * 60)
      victim.kill()
      acknowledged.push(Number(await victim.lastLine()))
    }
    // still at work after six neighbours died, perhaps with the write lock in hand
    const before = Number(await bystander.line())
    await delay(50)
    bystander.kill()
    const bystanding = Number(await bystander.lastLine())
    expect(bystanding).toBeGreaterThan(before)

    const store = await tempStore(directory)
    expect(missing(store, 'bystander', bystanding, 3000)).toEqual([])
    for (const [round, count] of acknowledged.entries()) {
      expect(count).toBeGreaterThan(0)
      expect(missing(store, `victim${round}`, count, 20_000)).toEqual([])
    }
    expect(await corruptBlocks(store)).toEqual([])
    await store.putBatch(blocksOf('after', 50))
    expect(missing(store, 'after', 50, 64)).toEqual([])
  })
})
