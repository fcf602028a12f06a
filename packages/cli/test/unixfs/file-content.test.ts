import type { UnixFSFile } from 'ipfs-unixfs-exporter'
import { expect, it } from 'vitest'
import { fileContent } from '../../src/unixfs/file-content.js'
import { readNode } from '../../src/unixfs/read-node.js'
import { verifiedBlocks } from '../../src/unixfs/verified-blocks.js'
import { Forge } from './support.js'

it('reads a part only when it is asked for', async () => {
  const forge = new Forge()
  const names = Array.from({ length: 100 }, (_, i) => `${i}`.padStart(3))
  const parts = await Promise.all(names.map((name) => forge.raw(name)))
  const root = await forge.file(parts.map((cid) => [cid, 3n]))
  const verified = verifiedBlocks(forge.store)
  let reads = 0
  const node = (await readNode(root, verified)) as UnixFSFile
  const content = fileContent(node, (cid) => {
    reads += 1
    return verified(cid)
  })
  for (let i = 1; i <= 3; i += 1) {
    await content.next()
    expect(reads).toBe(i)
  }
})
