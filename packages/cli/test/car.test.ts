import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { type Block, decodeCar } from '@car-mirror/car-io'
import * as dagPb from '@ipld/dag-pb'
import { CID } from 'multiformats/cid'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  errorResult,
  exportCarResult,
  importResult,
  lsResult,
  verifyResult,
} from '../src/schemas.js'
import { rawBlock, textOf, writeCar } from './support/car.js'
import { MAIN, run, runJson } from './support/command.js'
import { cidOf, inStore, removeLeaf } from './support/store.js'
import { makeTree, useTemp } from './support/temp.js'

const temp = useTemp()
let a: string[]
let b: string[]
let root: string
let imported: { blocks: number; bytes: number }

beforeEach(async () => {
  a = ['--store', temp('a')]
  b = ['--store', temp('b')]
  await makeTree(temp('tree'))
  const { result } = await runJson(importResult, 'import', temp('tree'), ...a)
  root = result.root
  imported = { blocks: result.blocks, bytes: result.bytes }
})

describe('export --car', () => {
  it('writes a CAR with the root first and each parent before its children', async () => {
    const args = ['export', root, '--car', temp('car'), ...a]
    const { code, result } = await runJson(exportCarResult, ...args)
    expect(code).toBe(0)
    const file = await readFile(temp('car'))
    const { blocks } = imported
    expect(result).toEqual({ root, out: temp('car'), blocks, bytes: file.length, missing: [] })
    const { roots, blocks: read } = await readCar(temp('car'))
    expect(roots).toEqual([root])
    expect(textOf(read[0]!)).toBe(root)
    expect(new Set(read.map(textOf)).size).toBe(blocks)
    // The file in pieces comes as one: its node, then its three leaves.
    const leaf = read.findIndex(({ bytes }) => bytes.length === 262_144)
    expect(read.slice(leaf, leaf + 3).map(({ bytes }) => bytes.length)).toEqual([
      262_144, 262_144, 175_712,
    ])
    expect(await readdir(temp())).toEqual(['a', 'car', 'tree'])
  })

  it('refuses to overwrite', async () => {
    await writeFile(temp('car'), 'mine')
    const ended = await runJson(errorResult, 'export', root, '--car', temp('car'), ...a)
    expect(ended).toMatchObject({ code: 1, result: { error: { code: 'ERR_OUT_EXISTS' } } })
    expect(await readFile(temp('car'), 'utf8')).toBe('mine')
  })

  it('names OUT and leaves nothing behind when the disk takes no more', async () => {
    // A limit of 100 KiB a file does for a full disk, and needs none.
    const limited = ['-c', 'ulimit -f 100; exec "$@"', 'bash', process.execPath, MAIN]
    const args = ['export', root, '--car', temp('car'), ...a]
    const { status, stderr } = spawnSync('bash', [...limited, ...args], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain(`${JSON.stringify(temp('car'))}: EFBIG (ERR_UNWRITABLE): see that `)
    expect(await readdir(temp())).toEqual(['a', 'tree'])
  })

  it('writes what there is of a DAG with a gap, names the gap, and ends with 3', async () => {
    const gap = await removeLeaf(temp('a'))
    const args = ['export', root, '--car', temp('car'), ...a]
    const exported = await runJson(exportCarResult, ...args)
    expect(exported).toMatchObject({ code: 3, result: { missing: [gap] } })
    const taken = await runJson(importResult, 'import', '--car', temp('car'), ...b)
    expect(taken).toMatchObject({ code: 3, result: { root, missing: [gap] } })
    expect(taken.stderr).toContain(`missing ${gap}\n`)
    expect((await runJson(lsResult, 'ls', ...b)).result.roots).toEqual([])
  })
})

describe('import --car', () => {
  it('takes in what was exported, prints the root and registers it', async () => {
    await run('export', root, '--car', temp('car'), ...a)
    const taken = await runJson(importResult, 'import', '--car', temp('car'), ...b)
    expect(taken.code).toBe(0)
    expect(taken.result).toEqual({ root, roots: [root], ...imported, skipped: [], missing: [] })
    expect((await run('import', '--car', temp('car'), ...b)).stdout).toBe(`${root}\n`)
    expect((await runJson(verifyResult, 'verify', root, ...b)).code).toBe(0)
    expect((await run('ls', ...b)).stdout).toContain(root)
  })

  it('takes several roots, in any order of blocks, and nothing that they do not link to', async () => {
    await run('export', root, '--car', temp('car'), ...a)
    const { blocks } = await readCar(temp('car'))
    const other = await rawBlock('another root')
    const stranger = await rawBlock('linked from nowhere')
    const second = textOf(other)
    await writeCar(temp('made'), [root, second], [stranger, other, ...blocks.reverse()])

    const { code, result, stdout } = await runJson(
      importResult,
      'import',
      '--car',
      temp('made'),
      ...b,
    )
    expect(code).toBe(0)
    expect(result).toMatchObject({ root, roots: [root, second], blocks: imported.blocks + 1 })
    expect(stdout).not.toContain(textOf(stranger))
    await inStore(temp('b'), async (store) => {
      expect(store.has(CID.decode(stranger.cid))).toBe(false)
      expect(store.count()).toBe(imported.blocks + 1)
    })
  })

  it('reads a file again when more comes before its parent than memory is for', async () => {
    const leaves = await Promise.all(
      Array.from({ length: 70 }, (_, i) => rawBlock(`leaf ${i} `.padEnd(1024 * 1024, '.'))),
    )
    const Links = leaves.map(({ cid }, i) => ({ Name: String(i), Hash: CID.decode(cid) }))
    const bytes = dagPb.encode(dagPb.prepare({ Links }))
    const parent = await cidOf(dagPb.code, bytes)
    await writeCar(temp('made'), [`${parent}`], [...leaves, { cid: parent.bytes, bytes }])
    const { code, result } = await runJson(importResult, 'import', '--car', temp('made'), ...b)
    expect(code).toBe(0)
    expect(result).toMatchObject({ root: `${parent}`, blocks: 71, missing: [] })
  })

  it.each([
    ['a block whose hash differs', 'ERR_BLOCK_HASH', (car: Buffer) => flip(car, car.length - 1)],
    ['a file that is cut short', 'ERR_CAR_TRUNCATED', (car: Buffer) => car.subarray(0, -1)],
    ['something else', 'ERR_CAR_HEADER', () => Buffer.from('\x0cno CAR at all')],
  ])('fails at %s', async (_, code, spoil) => {
    await run('export', root, '--car', temp('car'), ...a)
    await writeFile(temp('bad'), spoil(await readFile(temp('car'))))
    const ended = await runJson(errorResult, 'import', '--car', temp('bad'), ...b)
    expect(ended).toMatchObject({ code: 1, result: { error: { code } } })
    expect((await runJson(lsResult, 'ls', ...b)).result.roots).toEqual([])
    const verified = await runJson(verifyResult, 'verify', root, ...b)
    expect(verified.result.corrupt).toEqual([])
  })

  it('fails for a file that is not there, a directory, a header without roots', async () => {
    await writeCar(temp('made'), [], [])
    for (const [name, code] of [
      ['nothing', 'ERR_UNREADABLE'],
      ['tree', 'ERR_UNREADABLE'],
      ['made', 'ERR_NO_ROOTS'],
    ] as const) {
      const ended = await runJson(errorResult, 'import', '--car', temp(name), ...b)
      expect(ended).toMatchObject({ code: 1, result: { error: { code } } })
      expect(ended.stderr).toContain(temp(name))
    }
    expect(existsSync(temp('made'))).toBe(true)
  })
})

async function readCar(path: string): Promise<{ roots: string[]; blocks: Block[] }> {
  async function* file() {
    yield await readFile(path)
  }
  const { roots, blocks } = await decodeCar(file())
  const all: Block[] = []
  for await (const batch of blocks) all.push(...batch)
  return { roots: roots.map(String), blocks: all }
}

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 1
  return bytes
}
