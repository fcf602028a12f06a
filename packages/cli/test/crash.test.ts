import { mkdir, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import {
  errorResult,
  exportResult,
  importResult,
  transferResult,
  verifyResult,
} from '../src/schemas.js'
import { parseJson, Running, runJson, serve } from './support/command.js'
import { describeTree } from './support/describe-tree.js'
import { inStore } from './support/store.js'
import { noise, useTemp } from './support/temp.js'

const temp = useTemp()
const BLOCK = 256 * 1024

it('survives a server killed in the middle of a push, and sends nothing twice but the cold call', async () => {
  const [a, b] = [
    ['--store', temp('a')],
    ['--store', temp('b')],
  ] as const
  await mkdir(temp('tree'))
  await writeFile(temp('tree/file'), noise(150 * BLOCK))
  const { root, blocks } = (await runJson(importResult, 'import', temp('tree'), ...a)).result

  const server = await serve(...b)
  const push = ['push', root, server.url, ...a]
  const pushing = new Running([...push, '--json'])
  let isOver = false
  pushing.ended.then(() => {
    isOver = true
  })
  // Opened anew each time: what an open store shows of another process's writes can lag behind.
  const count = () => inStore(temp('b'), async (store) => store.count())
  while ((await count()) < 20 && !isOver) await new Promise((resolve) => setTimeout(resolve, 1))
  await server.stop('SIGKILL')
  const failed = await pushing.ended
  expect(failed.code).toBe(1)
  expect(parseJson(errorResult, failed).error.code).toBe('ERR_CONNECTION')

  const stored = await inStore(temp('b'), async (store) => store.count())
  expect(stored).toBeLessThan(blocks)
  const port = new URL(server.url).port
  const restarted = await serve(...b, '--port', port)
  const verified = await runJson(verifyResult, 'verify', root, ...b)
  expect(verified).toMatchObject({ code: 3, result: { whole: false, blocks: stored, corrupt: [] } })

  const { code, result } = await runJson(transferResult, ...push)
  expect(code).toBe(0)
  expect(result.complete).toBe(true)
  expect(result.blocks.sent - result.duplicates).toBe(blocks - stored)
  // What 1 MiB holds, besides the directory and the nodes of the file.
  expect(result.duplicates).toBeLessThanOrEqual(8)
  expect(restarted.url).toBe(server.url)

  expect((await runJson(verifyResult, 'verify', root, ...b)).result).toMatchObject({ whole: true })
  await runJson(exportResult, 'export', root, temp('out'), ...b)
  expect(await describeTree(temp('out'))).toEqual(await describeTree(temp('tree')))
})
