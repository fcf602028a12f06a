import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { errorResult, importResult, lsResult, transferResult } from '../src/schemas.js'
import { parseJson, Running, run, runJson, serve } from './support/command.js'
import { removeLeaf } from './support/store.js'
import { UNKNOWN, useStores } from './support/stores.js'
import { noise } from './support/temp.js'

const { temp, a, b, c, importTree } = useStores()

describe('what ends incomplete ends with 3', () => {
  it('for lack of rounds', async () => {
    await writeFile(temp('file'), noise(3_000_000))
    const { result } = await runJson(importResult, 'import', temp('file'), ...a)
    const server = await serve(...b)
    const args = ['push', result.root, server.url, ...a, '--cold-call', '1000']
    const { code, stdout } = await run(...args, '--max-rounds', '1')
    expect(code).toBe(3)
    expect(stdout).toMatch(/^incomplete: 1 round.*\nstopped early/)
    expect((await runJson(lsResult, 'ls', ...b)).result.roots).toEqual([])
    const more = await runJson(transferResult, ...args)
    expect(more).toMatchObject({ code: 0, result: { complete: true } })
  })

  it('for a block that the server of a pull lacks', async () => {
    const { root } = await importTree()
    const gap = await removeLeaf(temp('a'))
    const server = await serve(...a)
    const pulled = await runJson(transferResult, 'pull', root, server.url, ...c)
    expect(pulled).toMatchObject({ code: 3, result: { complete: false, unavailable: [gap] } })
    expect((await run('pull', root, server.url, ...c)).stdout).toContain(`unavailable ${gap}\n`)
    expect((await runJson(lsResult, 'ls', ...c)).result.roots).toEqual([])
  })

  it('for a root that nobody has, beside one that the server has', async () => {
    const { root } = await importTree()
    const server = await serve(...a)
    const pulled = await runJson(transferResult, 'pull', root, UNKNOWN, server.url, ...c)
    expect(pulled).toMatchObject({ code: 3, result: { unavailable: [UNKNOWN] } })
    expect((await run('export', root, temp('out'), ...c)).code).toBe(0)
  })
})

describe('what fails ends with 1', () => {
  it('when the store lacks the root of a push', async () => {
    await importTree()
    const push = ['push', UNKNOWN, 'http://127.0.0.1:9', ...a]
    const { code, stderr, result } = await runJson(errorResult, ...push)
    expect(code).toBe(1)
    expect(result.error.code).toBe('ERR_ROOT_MISSING')
    expect(stderr).toContain(UNKNOWN)
  })

  it('when nobody listens', async () => {
    const { root } = await importTree()
    const server = await serve(...b)
    await server.stop()
    const { code, stderr, result } = await runJson(errorResult, 'push', root, server.url, ...a)
    expect(code).toBe(1)
    expect(result.error.code).toBe('ERR_CONNECTION')
    expect(stderr).toContain(server.url)
  })

  it('when the server wants a token, and not with the right one', async () => {
    const { root } = await importTree()
    await writeFile(temp('token'), 'sesame\n')
    await writeFile(temp('wrong'), 'barley\n')
    const server = await serve(...b, '--token-file', temp('token'))
    const push = ['push', root, server.url, ...a]
    for (const args of [push, [...push, '--token-file', temp('wrong')]]) {
      const { code, stderr, result } = await runJson(errorResult, ...args)
      expect(code).toBe(1)
      expect(result.error.code).toBe('ERR_REFUSED')
      expect(stderr).toMatch(/401 ERR_UNAUTHORIZED.*--token-file/)
    }
    expect((await run(...push, '--token-file', temp('token'))).code).toBe(0)
    const pull = ['pull', root, server.url, ...c]
    expect((await run(...pull)).code).toBe(1)
    expect((await run(...pull, '--token-file', temp('token'))).code).toBe(0)
  })

  it('when the server is read-only; a pull from it works', async () => {
    const { root } = await importTree()
    const server = await serve(...a, '--read-only')
    const { stderr, code } = await run('push', root, server.url, ...a)
    expect(code).toBe(1)
    expect(stderr).toMatch(/403 ERR_READ_ONLY/)
    expect((await run('pull', root, server.url, ...c)).code).toBe(0)
  })
})

it('gives up a server that is silent', async () => {
  const silent = createServer(() => {})
  await once(silent.listen(0, '127.0.0.1'), 'listening')
  try {
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const args = ['pull', UNKNOWN, url, ...c, '--dialect', 'go', '--timeout', '1']
    const { code, stderr, result } = await runJson(errorResult, ...args)
    expect([code, result.error.code]).toEqual([1, 'ERR_NO_ANSWER'])
    expect(stderr).toContain('--timeout')
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})

it('ends at once when interrupted, with 130 and a good store', async () => {
  const silent = createServer()
  const asked = once(silent, 'request')
  await once(silent.listen(0, '127.0.0.1'), 'listening')
  try {
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const pulling = new Running(['pull', UNKNOWN, url, ...c, '--json'])
    await asked
    const ended = await pulling.stop('SIGINT')
    expect(ended.code).toBe(130)
    expect(parseJson(errorResult, ended).error.code).toBe('ERR_ABORTED')
    expect((await run('ls', ...c)).code).toBe(0)
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})
