import { existsSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { errorResult, importResult, verifyResult } from '../src/schemas.js'
import { run, runJson, serve } from './support/command.js'
import { corruptLeaf, inStore, removeLeaf } from './support/store.js'
import { makeTree, useTemp } from './support/temp.js'

const temp = useTemp()
let a: string[]
let root: string
let blocks: number

beforeEach(async () => {
  a = ['--store', temp('a')]
  await makeTree(temp('tree'))
  ;({ root, blocks } = (await runJson(importResult, 'import', temp('tree'), ...a)).result)
})

describe('verify', () => {
  it('finds a whole DAG whole', async () => {
    const { code, result } = await runJson(verifyResult, 'verify', root, ...a)
    expect(code).toBe(0)
    expect(result).toMatchObject({ root, whole: true, blocks, missing: [], corrupt: [] })
    expect((await run('verify', root, ...a)).stdout).toMatch(/^whole: \d+ good blocks, /)
  })

  it('names a changed block and ends with 1', async () => {
    const bad = await corruptLeaf(temp('a'))
    const { code, result } = await runJson(verifyResult, 'verify', root, ...a)
    expect(code).toBe(1)
    expect(result).toMatchObject({
      whole: false,
      blocks: blocks - 1,
      missing: [],
      corrupt: [{ cid: bad, code: 'ERR_BLOCK_HASH' }],
    })
    expect((await run('verify', root, ...a)).stdout).toContain(`corrupt ${bad} ERR_BLOCK_HASH\n`)
  })

  it('names a missing block and ends with 3', async () => {
    const gap = await removeLeaf(temp('a'))
    const { code, result } = await runJson(verifyResult, 'verify', root, ...a)
    expect(code).toBe(3)
    expect(result).toMatchObject({ whole: false, blocks: blocks - 1, missing: [gap], corrupt: [] })
    expect((await run('verify', root, ...a)).stdout).toContain(`missing ${gap}\n`)
  })

  it('lists a root that is missing', async () => {
    const unknown = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
    const { code, result } = await runJson(verifyResult, 'verify', unknown, ...a)
    expect(code).toBe(3)
    expect(result).toMatchObject({ whole: false, blocks: 0, missing: [unknown] })
  })
})

describe('a changed block goes nowhere', () => {
  it('neither by pull', async () => {
    const bad = await corruptLeaf(temp('a'))
    const server = await serve(...a)
    const b = ['--store', temp('b')]
    const { code, stderr, result } = await runJson(errorResult, 'pull', root, server.url, ...b)
    expect(code).toBe(1)
    expect(result.error.code).toBe('ERR_BLOCK_HASH')
    expect(stderr).toContain(bad)
    const verified = await runJson(verifyResult, 'verify', root, ...b)
    expect(verified).toMatchObject({ code: 3, result: { corrupt: [] } })
  })

  it('nor by push', async () => {
    const bad = await corruptLeaf(temp('a'))
    const server = await serve('--store', temp('b'))
    const { code, stderr, result } = await runJson(errorResult, 'push', root, server.url, ...a)
    expect(code).toBe(1)
    expect(result.error.code).toBe('ERR_REFUSED')
    expect(stderr).toContain('ERR_BLOCK_HASH')
    const held = await inStore(temp('b'), async (store) =>
      [...store.getAll()].map(({ cid }) => cid.toString()),
    )
    expect(held).not.toContain(bad)
  })

  it('nor by export', async () => {
    const bad = await corruptLeaf(temp('a'))
    for (const out of [[temp('out')], ['--car', temp('out')]]) {
      const { code, stderr, result } = await runJson(errorResult, 'export', root, ...out, ...a)
      expect(code).toBe(1)
      expect(result.error.code).toBe('ERR_BLOCK_HASH')
      expect(stderr).toContain(bad)
      expect(existsSync(temp('out'))).toBe(false)
    }
  })
})
