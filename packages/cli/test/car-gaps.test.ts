import { execFileSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import type { Block } from '@car-mirror/car-io'
import * as dagPb from '@ipld/dag-pb'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import * as Digest from 'multiformats/hashes/digest'
import { sha256 } from 'multiformats/hashes/sha2'
import { beforeEach, expect, it } from 'vitest'
import { importResult, lsResult } from '../src/schemas.js'
import { rawBlock, textOf, writeCar } from './support/car.js'
import { parseJson, Running, runJson } from './support/command.js'
import { cidOf } from './support/store.js'
import { useTemp } from './support/temp.js'

const temp = useTemp()
let store: string[]
let leaf: Block
let gap: Block
let parent: Block
let root: string

beforeEach(async () => {
  store = ['--store', temp('store')]
  leaf = await rawBlock('leaf')
  gap = await rawBlock('gap')
  parent = await parentOf([leaf, gap].map(({ cid }) => CID.decode(cid)))
  root = textOf(parent)
})

it('is told as often as it is imported', async () => {
  await writeCar(temp('car'), [root], [parent, leaf])
  for (const blocks of [2, 0]) {
    const { code, result } = await runJson(importResult, 'import', '--car', temp('car'), ...store)
    expect([code, result]).toMatchObject([3, { root, blocks, missing: [textOf(gap)] }])
  }
  await expectNoRoots()
})

it('is all there is of a CAR that has a root and no blocks', async () => {
  await writeCar(temp('car'), [root], [])
  const { code, result } = await runJson(importResult, 'import', '--car', temp('car'), ...store)
  expect([code, result]).toMatchObject([3, { root, blocks: 0, missing: [root] }])
  await expectNoRoots()
})

it('is told of a CAR that comes through a pipe', async () => {
  await writeCar(temp('car'), [root], [parent, leaf])
  const { code, result } = await importPipe()
  expect([code, result]).toMatchObject([3, { root, blocks: 2, missing: [textOf(gap)] }])
  await expectNoRoots()

  await writeCar(temp('car'), [root], [parent, gap])
  expect(await importPipe()).toMatchObject({ code: 0, result: { blocks: 1, missing: [] } })
})

it('is told whole, however large', async () => {
  const links = Array.from({ length: 70_000 }, (_, i) => madeUp(i))
  const wide = await parentOf(links)
  await writeCar(temp('car'), [textOf(wide)], [wide])
  for (let time = 0; time < 2; time++) {
    const { code, result } = await runJson(importResult, 'import', '--car', temp('car'), ...store)
    expect([code, result.missing.length]).toEqual([3, links.length])
  }
})

async function importPipe() {
  execFileSync('mkfifo', [temp('pipe')])
  const importing = new Running(['import', '--car', temp('pipe'), ...store, '--json'])
  await writeFile(temp('pipe'), await readFile(temp('car')))
  const ended = await importing.ended
  await rm(temp('pipe'))
  return { ...ended, result: parseJson(importResult, ended) }
}

async function expectNoRoots(): Promise<void> {
  expect((await runJson(lsResult, 'ls', ...store)).result.roots).toEqual([])
}

async function parentOf(links: CID[]): Promise<Block> {
  const Links = links.map((Hash) => ({ Name: '', Hash }))
  const bytes = dagPb.encode({ Links })
  return { cid: (await cidOf(dagPb.code, bytes)).bytes, bytes }
}

/** The CID of a block that nobody has. */
function madeUp(number: number): CID {
  const digest = new Uint8Array(32)
  new DataView(digest.buffer).setUint32(0, number)
  return CID.createV1(raw.code, Digest.create(sha256.code, digest))
}
