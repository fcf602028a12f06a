import type { Block } from '@car-mirror/car-io'
import * as dagPb from '@ipld/dag-pb'
import { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportCarResult, importResult, statResult, verifyResult } from '../src/schemas.js'
import { rawBlock, writeCar } from './support/car.js'
import { runJson } from './support/command.js'
import { cidOf } from './support/store.js'
import { useTemp } from './support/temp.js'

const EMPTY = 'bafkqaaa'
const temp = useTemp()
let store: string[]
let blocks: Block[]
beforeEach(() => {
  store = ['--store', temp('store')]
  blocks = []
})

describe('stat of identity CIDs, which have no blocks', () => {
  it('takes one as the root', async () => {
    await importFrom(EMPTY)
    expect(await stat(EMPTY)).toEqual({ root: EMPTY, blocks: 0, bytes: 0, depth: 0, missing: [] })
  })

  it('goes through one in the middle', async () => {
    const root = `${await parentOf(inlineParentOf(await leaf(), await chain(10)))}`
    await importFrom(root)
    expect(await stat(root)).toMatchObject({ blocks: 13, depth: 12, missing: [] })
  })

  it('goes through one at the root', async () => {
    const root = `${inlineParentOf(await leaf(), await chain(10))}`
    await importFrom(root)
    expect(await stat(root)).toMatchObject({ blocks: 12, depth: 11, missing: [] })
  })
})

it('neither verify nor a CAR counts an identity CID as a block', async () => {
  const root = `${await parentOf(inlineParentOf(await leaf()))}`
  await importFrom(root)
  const verified = await runJson(verifyResult, 'verify', root, ...store)
  expect(verified).toMatchObject({ code: 0, result: { whole: true, blocks: 2 } })
  const args = ['export', root, '--car', temp('out'), ...store]
  expect(await runJson(exportCarResult, ...args)).toMatchObject({ code: 0, result: { blocks: 2 } })
})

async function stat(root: string) {
  const { code, result } = await runJson(statResult, 'stat', root, ...store)
  expect(code).toBe(0)
  return result
}

async function importFrom(root: string): Promise<void> {
  await writeCar(temp('car'), [root], blocks.reverse())
  expect((await runJson(importResult, 'import', '--car', temp('car'), ...store)).code).toBe(0)
}

async function leaf(): Promise<CID> {
  const block = await rawBlock('leaf')
  blocks.push(block)
  return CID.decode(block.cid)
}

/** The top of a path with so many links. */
async function chain(length: number): Promise<CID> {
  const end = await rawBlock('end of the chain')
  blocks.push(end)
  let top = CID.decode(end.cid)
  for (let i = 0; i < length; i++) top = await parentOf(top)
  return top
}

async function parentOf(child: CID): Promise<CID> {
  const bytes = node(child)
  const cid = await cidOf(dagPb.code, bytes)
  blocks.push({ cid: cid.bytes, bytes })
  return cid
}

function inlineParentOf(...children: CID[]): CID {
  return CID.createV1(dagPb.code, identity.digest(node(...children)))
}

/** dag-pb sorts links by name, so the names keep them in order. */
function node(...links: CID[]): Uint8Array {
  return dagPb.encode(dagPb.prepare({ Links: links.map((Hash, i) => ({ Name: `${i}`, Hash })) }))
}
