import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { CID } from 'multiformats/cid'
import { beforeEach, describe, expect, it } from 'vitest'
import { errorResult, exportResult, importResult, lsResult, statResult } from '../src/schemas.js'
import { run, runJson } from './support/command.js'
import { describeTree } from './support/describe-tree.js'
import { removeLeaf } from './support/store.js'
import { makeTree, useTemp } from './support/temp.js'

const temp = useTemp()
let store: string[]
beforeEach(() => {
  store = ['--store', temp('store')]
})

describe('a directory', () => {
  it('is imported, listed, counted and exported as it was', async () => {
    await makeTree(temp('tree'))
    const imported = await runJson(importResult, 'import', temp('tree'), ...store)
    expect(imported.code).toBe(0)
    const { root, blocks, bytes } = imported.result
    expect(imported.result).toMatchObject({ roots: [root], skipped: [], missing: [] })

    const listed = await runJson(lsResult, 'ls', ...store)
    expect(listed.result.roots.map(({ root }) => root)).toEqual([root])
    const stat = await runJson(statResult, 'stat', root, ...store)
    // tree, a, large, leaf: the longest way down
    expect(stat.result).toEqual({ root, blocks, bytes, depth: 3, missing: [] })

    const exported = await runJson(exportResult, 'export', root, temp('out'), ...store)
    expect(exported).toMatchObject({ code: 0, stderr: '' })
    expect(exported.result).toEqual({
      root,
      out: temp('out'),
      files: 4,
      directories: 4,
      symlinks: 1,
      bytes: 700_016,
    })
    expect(await describeTree(temp('out'))).toEqual(await describeTree(temp('tree')))
  })

  it('gives people the same: the root alone on stdout, the rest on stderr', async () => {
    await makeTree(temp('tree'))
    const imported = await run('import', temp('tree'), ...store)
    const root = imported.stdout.trimEnd()
    expect(imported.stdout).toBe(`${CID.parse(root)}\n`)
    expect(imported.stderr).toMatch(/^\d+ blocks, 68\d KiB\n$/)
    const exported = await run('export', root, temp('out'), ...store)
    expect(exported.stdout).toBe(`${temp('out')}: 4 files, 4 directories, 1 symlink, 684 KiB\n`)
    const stat = await run('stat', root, ...store)
    expect(stat.stdout).toMatch(/^\d+ blocks, 68\d KiB, depth 3\n$/)
    const listed = await run('ls', ...store)
    expect(listed.stdout).toMatch(new RegExp(`^${root}  \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\n$`))
  })

  it('names what it skips', async () => {
    await mkdir(temp('tree'))
    const socket = createServer()
    await new Promise<void>((resolve) => socket.listen(temp('tree/socket'), resolve))
    const { code, stderr, result } = await runJson(importResult, 'import', temp('tree'), ...store)
    socket.close()
    expect(code).toBe(0)
    expect(result.skipped).toEqual([{ path: temp('tree/socket'), reason: 'it is a socket' }])
    expect(stderr).toContain(`skipped ${temp('tree/socket')}: it is a socket`)
  })
})

describe('what goes wrong ends with 1, one line and a code', () => {
  it('import of a path that is not there', async () => {
    const ended = await runJson(errorResult, 'import', temp('nothing'), ...store)
    expect(ended.code).toBe(1)
    expect(ended.result.error.code).toBe('ERR_UNREADABLE')
    expect(ended.stderr).toMatch(/^car-mirror: .*nothing.*\(ERR_UNREADABLE\)\n$/)
  })

  it('import into a file', async () => {
    await writeFile(temp('file'), 'no store')
    const ended = await runJson(errorResult, 'import', temp('file'), '--store', temp('file'))
    expect(ended).toMatchObject({ code: 1, result: { error: { code: 'ERR_NOT_A_DIRECTORY' } } })
  })

  it('export to a path that is taken', async () => {
    await makeTree(temp('tree'))
    const { result } = await runJson(importResult, 'import', temp('tree'), ...store)
    const ended = await runJson(errorResult, 'export', result.root, temp('tree'), ...store)
    expect(ended).toMatchObject({ code: 1, result: { error: { code: 'ERR_OUT_EXISTS' } } })
  })

  it('export and stat of a root that the store lacks', async () => {
    await writeFile(temp('file'), 'something else')
    await run('import', temp('file'), ...store)
    const root = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
    for (const args of [
      ['export', root, temp('out')],
      ['stat', root],
    ]) {
      const ended = await runJson(errorResult, ...args, ...store)
      expect(ended).toMatchObject({ code: 1, result: { error: { code: 'ERR_ROOT_MISSING' } } })
      expect(ended.stderr).toContain(root)
    }
    expect(existsSync(temp('out'))).toBe(false)
  })

  it('export of a tree with a gap', async () => {
    await makeTree(temp('tree'))
    const { result } = await runJson(importResult, 'import', temp('tree'), ...store)
    const gap = await removeLeaf(temp('store'))
    const ended = await runJson(errorResult, 'export', result.root, temp('out'), ...store)
    expect(ended).toMatchObject({ code: 1, result: { error: { code: 'ERR_BLOCK_MISSING' } } })
    expect(ended.stderr).toContain(gap)
    expect(existsSync(temp('out'))).toBe(false)
    const stat = await runJson(statResult, 'stat', result.root, ...store)
    expect(stat).toMatchObject({ code: 3, result: { missing: [gap] } })
  })
})

it('imports the same thing twice without growing', async () => {
  await makeTree(temp('tree'))
  const first = await runJson(importResult, 'import', temp('tree'), ...store)
  await rm(temp('tree'), { recursive: true })
  await makeTree(temp('tree'))
  const second = await runJson(importResult, 'import', temp('tree'), ...store)
  expect(second.result).toEqual(first.result)
  const listed = await runJson(lsResult, 'ls', ...store)
  expect(listed.result.roots).toHaveLength(1)
})
