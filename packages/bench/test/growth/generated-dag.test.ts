import { createHash } from 'node:crypto'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { FANOUT, GeneratedDag, leavesOf } from '../../src/growth/generated-dag.js'

/** Levels by repeated division, in words of their own. */
function countBlocks(leaves: number): number {
  let [level, total] = [leaves, leaves]
  while (level > 1) {
    level = Math.ceil(level / 174)
    total += level
  }
  return total
}

describe('a generated DAG', () => {
  it.each([1, 2, 174, 175, 348, 30_276, 30_277])(
    'of %i leaves has the blocks it says',
    (leaves) => {
      const dag = new GeneratedDag({ leaves, leafBytes: 16 })
      expect(dag.size).toBe(countBlocks(leaves))
      const cids = new Set(Array.from({ length: dag.size }, (_, i) => String(dag.cid(i))))
      expect(cids.size).toBe(dag.size)
    },
  )

  it.each([1, 2, 3, 174, 175, 176, 1000, 10_000, 30_451, 123_456])(
    'of about %i blocks is as large as can be',
    (blocks) => {
      expect(countBlocks(leavesOf(blocks))).toBeLessThanOrEqual(blocks)
      expect(countBlocks(leavesOf(blocks) + 1)).toBeGreaterThan(blocks)
    },
  )

  it('is a tree: the root leads to every block once, and to nothing else', () => {
    const dag = new GeneratedDag({ leaves: 1000, leafBytes: 200 })
    const seen = new Set<string>()
    const stack = [dag.root]
    let leaves = 0
    for (let cid = stack.pop(); cid; cid = stack.pop()) {
      expect(seen.has(cid.toString())).toBe(false)
      seen.add(cid.toString())
      const bytes = dag.bytes(dag.find(cid.bytes))
      expect(cid.multihash.digest).toEqual(sha256(bytes))
      if (cid.code !== dagCbor.code) {
        expect(bytes).toHaveLength(200)
        leaves++
        continue
      }
      const links = dagCbor.decode<CID[]>(bytes)
      expect(links.length).toBeLessThanOrEqual(FANOUT)
      expect(new Uint8Array(dagCbor.encode(links))).toEqual(bytes)
      stack.push(...links)
    }
    expect(leaves).toBe(1000)
    expect(seen.size).toBe(dag.size)
  })

  it('finds its own blocks and no others', () => {
    const dag = new GeneratedDag({ leaves: 400, leafBytes: 16 })
    for (let i = 0; i < dag.size; i++) expect(dag.find(dag.cid(i))).toBe(i)
    const other = new GeneratedDag({ leaves: 400, leafBytes: 16, seed: 1 })
    for (let i = 0; i < other.size; i++) expect(dag.find(other.cid(i))).toBe(-1)
    const [leaf, root] = [dag.cid(0), dag.root]
    expect(dag.find(CID.createV1(root.code, CID.decode(leaf).multihash).bytes)).toBe(-1)
  })

  it('shares all but the changed leaves, and the nodes above them', () => {
    const old = new GeneratedDag({ leaves: 3 * FANOUT, leafBytes: 200 })
    const changed = new Set([0, FANOUT + 1, FANOUT + 2])
    const dag = new GeneratedDag({ leaves: 3 * FANOUT, leafBytes: 200, changed })
    const fresh = [...dag.blocks()].filter(({ cid }) => old.find(cid) === -1)
    // Three leaves, two nodes, the root.
    expect(fresh).toHaveLength(6)
  })

  it('gives all numbers in the order of the CIDs', () => {
    const dag = new GeneratedDag({ leaves: 2000, leafBytes: 16 })
    const sorted = Array.from({ length: dag.size }, (_, i) => i).sort((a, b) =>
      Buffer.compare(dag.cid(a), dag.cid(b)),
    )
    expect(dag.inKeyOrder()).toEqual(sorted)
  })
})

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}
