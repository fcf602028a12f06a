import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import type { Block } from '@car-mirror/core'
import * as raw from 'multiformats/codecs/raw'
import { expect, it } from 'vitest'
import { WriteBatches } from '../src/write-batches.js'
import { cidOf } from './support/store.js'

const MIB = 1024 * 1024

/** A disk that is as fast as it is told to be. */
class Disk {
  readonly batches: (readonly Block[])[] = []
  readonly done: { resolve: () => void; reject: (reason: Error) => void }[] = []

  putBatch(blocks: readonly Block[]): Promise<void> {
    this.batches.push(blocks)
    return new Promise((resolve, reject) => this.done.push({ resolve, reject }))
  }
}

async function block(size: number) {
  const bytes = new Uint8Array(size)
  return [await cidOf(raw.code, bytes), bytes] as const
}

function onDisk(): { disk: Disk; batches: WriteBatches } {
  const disk = new Disk()
  return { disk, batches: new WriteBatches(disk as unknown as LmdbBlockstore) }
}

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const turn = new Promise((resolve) => setTimeout(resolve, 5, 'pending'))
  return (await Promise.race([promise, turn])) === 'pending'
}

it('gathers 4 MiB before it writes, and the rest when it is flushed', async () => {
  const { disk, batches } = onDisk()
  for (let i = 0; i < 5; i++) await batches.put(...(await block(MIB)))
  expect(disk.batches.map((batch) => batch.length)).toEqual([4])
  const flushed = batches.flush()
  disk.done[0]!.resolve()
  expect(await isPending(flushed)).toBe(true)
  expect(disk.batches.map((batch) => batch.length)).toEqual([4, 1])
  disk.done[1]!.resolve()
  await flushed
})

it('fills one batch while one is written, and no more', async () => {
  const { disk, batches } = onDisk()
  await batches.put(...(await block(4 * MIB)))
  const second = batches.put(...(await block(4 * MIB)))
  expect(await isPending(second)).toBe(true)
  expect(disk.batches).toHaveLength(1)
  disk.done[0]!.resolve()
  await second
  expect(disk.batches).toHaveLength(2)
})

it('tells of a failed write, of the last one too', async () => {
  const { disk, batches } = onDisk()
  await batches.put(...(await block(4 * MIB)))
  disk.done[0]?.reject(new Error('full'))
  await expect(batches.flush()).rejects.toThrow('full')
  const last = onDisk()
  await last.batches.put(...(await block(1)))
  const flushed = last.batches.flush()
  await isPending(flushed.catch(() => undefined))
  last.disk.done[0]!.reject(new Error('full'))
  await expect(flushed).rejects.toThrow('full')
})
