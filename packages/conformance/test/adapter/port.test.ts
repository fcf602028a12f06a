import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { NamedDag } from '@car-mirror/vectors'
import { afterEach, describe, expect, it } from 'vitest'
import { adapterPort } from '../../src/adapter/adapter-port.js'
import type { Port } from '../../src/suite/port.js'

const open: Port[] = []

async function port(script: string, ...args: string[]): Promise<Port> {
  const path = fileURLToPath(new URL(`support/${script}`, import.meta.url))
  const one = await adapterPort({ command: [process.execPath, path, ...args], timeout: 5000 })
  open.push(one)
  return one
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const dag = new NamedDag([
  { name: 'root', cid: 'aa', bytes: '01' },
  { name: 'leaf', cid: 'bb', bytes: '02' },
  { name: 'forged', cid: 'bb', bytes: '03' },
])
const filter = { bytes: 'ff', hashes: 2 }

describe('a port behind an adapter', () => {
  it('has the operations of its greeting and no others', async () => {
    const { name, dialect, subject, server, client } = await port('adapter.mjs')
    expect({ name, dialect }).toEqual({ name: 'test', dialect: 'spec' })
    expect(Object.keys(subject)).toEqual(['xxh3', 'parameters'])
    expect([server, client]).not.toContain(undefined)
    const codec = await port('echo-adapter.mjs')
    expect(codec.dialect).toBe('go')
    expect([codec.server, codec.client]).toEqual([undefined, undefined])
  })

  it('is asked in hex, whatever vectors make of long bytes and of many elements', async () => {
    const { subject } = await port('echo-adapter.mjs')
    const parts = [{ repeat: '07', times: 3 }]
    // Of three bytes 7, by coreutils.
    const sha256 = '6a7dc6f4267242f01f6636a45c31da51c036da1e9879abce7e1d0aaa76aad876'
    const decoded = await subject['pull.decode']!({ body: { parts, length: 3, sha256 } }, dag)
    expect(decoded.value?.roots).toEqual(['070707'])
    const elements = { cids: { first: 7, count: 1 } }
    const inserted = await subject.insert!({ bytes: 8, hashes: 1, elements }, dag)
    // The CIDv1 (raw, sha2-256) of "7", by coreutils.
    expect(inserted.value?.filter).toBe(
      '015512207902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451',
    )
  })

  it('is given blocks as they are, and answers by their names', async () => {
    const { subject } = await port('echo-adapter.mjs')
    const store = ['root', 'forged']
    const sent = await subject.send!({ store, missing: ['leaf'], filter, order: 'preorder' }, dag)
    expect(sent).toEqual({ value: { available: ['leaf'], blocks: ['01', '03', 'ff'] } })
    const rounds = [{ available: [], blocks: ['leaf', 'forged'] }]
    const received = await subject.receive!({ store, roots: ['root'], rounds }, dag)
    expect(received).toEqual({
      error: 'block-hash',
      detail: 'as it was told',
      value: {
        statuses: [{ missing: ['root'], filter: { bytes: '', hashes: 0 } }],
        // Of two blocks with one CID the name is that of the first.
        stored: ['root', 'leaf'],
        unavailable: ['02', '03'],
      },
    })
  })

  it('throws what it has no notion of', async () => {
    const { subject } = await port('adapter.mjs', 'has-no-notion')
    await expect(subject.xxh3!({ element: '', seed: 0 }, dag)).rejects.toMatchObject({
      kind: 'unsupported',
      message: 'no hash here',
    })
  })

  it('shows the memory of its server, and when that is gone', async () => {
    const one = await port('adapter.mjs')
    const server = await one.server!.serve([])
    expect(await server.memory()).toBeGreaterThan(10_000_000)
    expect([await server.alive(), await server.stored()]).toEqual([true, []])
    await one.restart!()
    expect(await server.alive()).toBe(false)
    await expect(server.stored()).rejects.toMatchObject({ kind: 'died' })
    expect(await (await one.server!.serve([])).alive()).toBe(true)
  })

  it('is given up with a transfer that does not end', async () => {
    const { client, restart } = await port('adapter.mjs')
    const job = { url: 'http://127.0.0.1:1', roots: [], store: [], timeout: 100 }
    const pulled = client!.pull(job)
    await expect(pulled).rejects.toMatchObject({ kind: 'no-answer', message: 'no answer in 5.1 s' })
    await restart!()
  })
})
