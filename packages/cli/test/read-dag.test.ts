import { defaultHashers, MemoryStore, verify } from '@car-mirror/core'
import * as dagPb from '@ipld/dag-pb'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { identity } from 'multiformats/hashes/identity'
import { expect, it } from 'vitest'
import { type ReadOptions, readDag } from '../src/read-dag.js'
import { cidOf } from './support/store.js'

const store = new MemoryStore()

async function put(code: number, bytes: Uint8Array): Promise<CID> {
  const cid = await cidOf(code, bytes)
  store.put([{ cid: cid.bytes, bytes }])
  return cid
}

function leaf(text: string): Promise<CID> {
  return put(raw.code, new TextEncoder().encode(text))
}

/** dag-pb sorts links by name, so the names keep them in order. */
function node(...links: CID[]): Promise<CID> {
  const Links = links.map((Hash, i) => ({ Name: String(i).padStart(3, '0'), Hash }))
  return put(dagPb.code, dagPb.encode(dagPb.prepare({ Links })))
}

async function visit(root: CID, options: Partial<ReadOptions> = {}): Promise<[string, string][]> {
  const { signal } = new AbortController()
  const visits: [string, string][] = []
  for await (const seen of readDag(store, root, { signal, ...options })) {
    const cid = seen.kind === 'good' ? seen.block.cid : seen.cid
    visits.push([seen.kind, CID.decode(cid).toString()])
  }
  return visits
}

it('visits each block once, in preorder', async () => {
  const [one, two] = [await leaf('1'), await leaf('2')]
  const inner = await node(two, one)
  const root = await node(one, inner, two)
  expect(await visit(root)).toEqual([root, one, inner, two].map((cid) => ['good', `${cid}`]))
})

it('goes on beside a missing block, and not below a corrupt one', async () => {
  const absent = await cidOf(raw.code, new Uint8Array([9]))
  const hidden = await leaf('hidden')
  const corrupt = await cidOf(dagPb.code, new Uint8Array([8]))
  const lie = dagPb.encode(dagPb.prepare({ Links: [{ Hash: hidden }] }))
  store.put([{ cid: corrupt.bytes, bytes: lie }])
  const last = await leaf('last')
  const root = await node(absent, corrupt, last)
  const check: ReadOptions['check'] = (block) => verify(defaultHashers, block)
  expect(await visit(root, { check })).toEqual([
    ['good', `${root}`],
    ['missing', `${absent}`],
    ['corrupt', `${corrupt}`],
    ['good', `${last}`],
  ])
})

it('calls a block corrupt whose links cannot be read', async () => {
  const root = await put(dagPb.code, new Uint8Array([0xff]))
  expect(await visit(root)).toEqual([['corrupt', `${root}`]])
})

it('shows an identity CID as inline, and what is below; one that cannot be read leads nowhere', async () => {
  const below = await leaf('below')
  const bytes = dagPb.encode(dagPb.prepare({ Links: [{ Hash: below }] }))
  const inline = CID.createV1(dagPb.code, identity.digest(bytes))
  const unreadable = CID.createV1(dagPb.code, identity.digest(new Uint8Array([0xff])))
  const root = await node(inline, unreadable)
  expect(await visit(root)).toEqual([
    ['good', `${root}`],
    ['inline', `${inline}`],
    ['good', `${below}`],
    ['inline', `${unreadable}`],
  ])
})

it('takes a chain of 20,000 and stops when asked to', async () => {
  let root = await leaf('end')
  for (let i = 0; i < 20_000; i++) root = await node(root)
  expect(await visit(root)).toHaveLength(20_001)
  const controller = new AbortController()
  const stopping = (async () => {
    for await (const _ of readDag(store, root, { signal: controller.signal })) controller.abort()
  })()
  await expect(stopping).rejects.toThrow('aborted')
})
