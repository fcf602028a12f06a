import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { errorResult, importResult, lsResult, transferResult } from '../src/schemas.js'
import { run, runJson, serve } from './support/command.js'
import { describeTree } from './support/describe-tree.js'
import { UNKNOWN, useStores } from './support/stores.js'

const { temp, a, b, c, importTree } = useStores()

describe('a tree goes from A to B and from B to C', () => {
  it('and is the same there', async () => {
    const { root, blocks } = await importTree()
    const server = await serve(...b)

    const pushed = await runJson(transferResult, 'push', root, server.url, ...a)
    expect(pushed.code).toBe(0)
    expect(pushed.result).toMatchObject({
      complete: true,
      roots: [root],
      blocks: { sent: blocks, received: 0 },
      duplicates: 0,
      unavailable: [],
    })
    expect(pushed.result.bytes.sent).toBeGreaterThan(700_000)

    const pulled = await runJson(transferResult, 'pull', root, server.url, ...c)
    expect(pulled).toMatchObject({
      code: 0,
      result: { complete: true, rounds: 1, blocks: { sent: 0, received: blocks } },
    })
    expect((await run('export', root, temp('out'), ...c)).code).toBe(0)
    expect(await describeTree(temp('out'))).toEqual(await describeTree(temp('tree')))

    for (const store of [b, c]) {
      const listed = await runJson(lsResult, 'ls', ...store)
      expect(listed.result.roots.map(({ root }) => root)).toEqual([root])
    }
  })

  it('and the second time nothing but the cold call goes out, or less if asked for less', async () => {
    const { root } = await importTree()
    const server = await serve(...b)
    await run('push', root, server.url, ...a)
    const push = ['push', root, server.url, ...a]

    const again = await runJson(transferResult, ...push)
    expect(again.result.rounds).toBe(1)
    expect(again.result.duplicates).toBe(again.result.blocks.sent)
    const careful = await runJson(transferResult, ...push, '--cold-call', '0')
    expect(careful.result.blocks.sent).toBe(1)
    const known = await runJson(transferResult, ...push, '--diff', root)
    expect(known.result.blocks.sent).toBe(1)
    const nothing = await runJson(transferResult, 'pull', root, server.url, ...a)
    expect(nothing.result).toMatchObject({ complete: true, rounds: 0, bytes: { sent: 0 } })
  })

  it('and a newer tree sends only what is new, given the older root', async () => {
    const { root } = await importTree()
    const server = await serve(...b)
    await run('push', root, server.url, ...a)
    await writeFile(temp('tree/a/b/small'), 'changed\n')
    const { result } = await runJson(importResult, 'import', temp('tree'), ...a)
    const args = ['push', result.root, server.url, ...a, '--basis', root, '--cold-call', 'Infinity']
    const pushed = await runJson(transferResult, ...args)
    // The file, and the three directories above it.
    expect(pushed.result).toMatchObject({ complete: true, blocks: { sent: 4 }, duplicates: 0 })
  })

  it('and what a large store has already comes again unless an older root is given, which is said', async () => {
    // More than a store may have for all of it to be told of. @see RND-8
    for (let folder = 0; folder < 101; folder++) {
      await mkdir(temp(`many/${folder}`), { recursive: true })
      for (let file = 0; file < 100; file++) {
        await writeFile(temp(`many/${folder}/${file}`), `${folder}/${file}`)
      }
    }
    const before = await runJson(importResult, 'import', temp('many'), ...a)
    await run('import', temp('many'), ...b)
    await writeFile(temp('many/0/0'), 'changed')
    const { root } = (await runJson(importResult, 'import', temp('many'), ...c)).result
    const server = await serve(...c)
    const told = await run('pull', root, server.url, ...a, '--basis', before.result.root)
    expect(told.stdout).toMatch(/^complete: 1 round, 3 blocks, .* 0 duplicates, .*\n$/)
    const untold = await run('pull', root, server.url, ...b)
    expect(untold.stdout).toMatch(/ duplicates, .*\nmost of it was here already: --basis .*\n$/)
  })

  it('and tells a person in one line', async () => {
    const { root } = await importTree()
    const server = await serve(...b)
    const { stdout } = await run('push', root, server.url, ...a)
    expect(stdout).toMatch(
      /^complete: 1 round, \d+ blocks, \d+ KiB sent, \d+ B received, 0 duplicates, .*s\n$/,
    )
    const { stderr } = await server.stop()
    expect(stderr).toMatch(new RegExp(`^push ${root}: \\d+ blocks, \\d+ KiB, complete\n`))
  })
})

describe.each(['rs', 'go'])('in the dialect %s', (dialect) => {
  it('a tree goes from A to B and from B to C', async () => {
    const { root, blocks } = await importTree()
    const server = await serve(...b)
    const push = ['push', root, server.url, ...a, '--dialect', dialect]
    const pushed = await runJson(transferResult, ...push)
    expect(pushed).toMatchObject({ code: 0, result: { dialect, complete: true, unavailable: [] } })
    const pulled = await runJson(
      transferResult,
      'pull',
      root,
      server.url,
      ...c,
      '--dialect',
      dialect,
    )
    expect(pulled).toMatchObject({
      code: 0,
      result: { dialect, complete: true, blocks: { received: blocks } },
    })
    expect((await run('export', root, temp('out'), ...c)).code).toBe(0)
    expect(await describeTree(temp('out'))).toEqual(await describeTree(temp('tree')))
    const { stderr } = await server.stop()
    const named = dialect === 'rs' ? `rs push ${root}: ` : 'go push: '
    expect(stderr).toContain(named)
    // A Go client names every block, and none of them as the root of a DAG.
    const { result } = await runJson(lsResult, 'ls', ...b)
    expect(result.roots.map(({ root }) => root)).toEqual(dialect === 'rs' ? [root] : [])
  })

  it('roots are pulled together, and what is not there is told', async () => {
    const { root } = await importTree()
    const server = await serve(...a)
    const args = ['pull', root, UNKNOWN, server.url, ...c, '--dialect', dialect]
    const pulled = await runJson(transferResult, ...args)
    expect(pulled).toMatchObject({ code: 3, result: { complete: false, unavailable: [UNKNOWN] } })
    expect((await run('export', root, temp('out'), ...c)).code).toBe(0)
  })
})

it('finds out what a server speaks, and says so', async () => {
  const { root } = await importTree()
  const server = await serve(...b)
  const { stderr, stdout, code } = await run('push', root, server.url, ...a, '--dialect', 'auto')
  expect([code, stderr]).toEqual([0, `${server.url} speaks spec\n`])
  expect(stdout).toMatch(/^complete/)
  const web = createServer((_, response) => response.writeHead(404).end())
  await once(web.listen(0, '127.0.0.1'), 'listening')
  try {
    const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
    const nothing = await runJson(errorResult, 'pull', root, url, ...c, '--dialect', 'auto')
    expect(nothing).toMatchObject({ code: 1, result: { error: { code: 'ERR_DIALECT' } } })
  } finally {
    web.close()
  }
  const wrong = await runJson(errorResult, 'pull', root, server.url, ...c, '--dialect', 'esperanto')
  expect(wrong).toMatchObject({ code: 2, result: { error: { code: 'ERR_USAGE' } } })
})
