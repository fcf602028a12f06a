import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CarReader } from '@ipld/car'
import * as dagCbor from '@ipld/dag-cbor'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { expect, it } from 'vitest'
import { chain, type Dag, tree, union } from '../src/end-to-end/make-dag.js'

it('makes a tree with so many leaves that each node links to its blocks', async () => {
  // 50 leaves below nodes of 7: 8 nodes, 2 above them, 1 root.
  const { blocks, root } = await written(tree(50, 20, 7))
  expect(blocks.size).toBe(50 + 8 + 2 + 1)
  expect(reachable(root, blocks).size).toBe(blocks.size)
})

it('makes a chain in which each node links to the next', async () => {
  const { blocks, root } = await written(chain(40))
  let length = 1
  let node = dagCbor.decode<{ next: CID | null }>(blocks.get(root.toString())!)
  for (; node.next !== null; length++) node = dagCbor.decode(blocks.get(node.next.toString())!)
  expect(length).toBe(40)
})

it('changes the leaves that it shall, and what is above them', async () => {
  const before = await written(tree(100, 20, 10))
  const after = await written(tree(100, 20, 10, (leaf) => leaf === 42))
  const fresh = [...after.blocks.keys()].filter((cid) => !before.blocks.has(cid))
  // The leaf, its node, the root.
  expect(fresh).toHaveLength(3)
})

it('sums up the hashes of two DAGs, each block once', async () => {
  const [one, two] = [tree(10, 20, 4), tree(10, 20, 4, (leaf) => leaf === 0)]
  const blocks = new Map([...(await written(one)).blocks, ...(await written(two)).blocks])
  const sum = Buffer.alloc(32)
  for (const bytes of blocks.values()) {
    const { digest } = await sha256.digest(bytes)
    for (let i = 0; i < 32; i++) sum[i]! ^= digest[i]!
  }
  expect(union(one, two)).toEqual({ blocks: blocks.size, sum: sum.toString('hex') })
})

async function written(dag: Dag) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-test-'))
  try {
    await dag.write(join(folder, 'dag.car'))
    const reader = await CarReader.fromBytes(await readFile(join(folder, 'dag.car')))
    const blocks = new Map<string, Uint8Array>()
    for await (const { cid, bytes } of reader.blocks()) blocks.set(cid.toString(), bytes)
    return { blocks, root: (await reader.getRoots())[0]! }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function reachable(root: CID, blocks: ReadonlyMap<string, Uint8Array>): Set<string> {
  const seen = new Set<string>()
  const visit = (cid: CID) => {
    seen.add(cid.toString())
    if (cid.code !== dagCbor.code) return
    for (const link of dagCbor.decode<CID[]>(blocks.get(cid.toString())!)) visit(link)
  }
  visit(root)
  return seen
}
