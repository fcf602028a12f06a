import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { Agent, type ClientRequest, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { errorResult, importResult, lsResult, serveResult } from '../src/schemas.js'
import { parseJson, run, runJson, serve } from './support/command.js'
import { noise, useTemp } from './support/temp.js'

const temp = useTemp()

describe('on SIGTERM', () => {
  it('finishes the round that runs, takes no other, and ends with 0', async () => {
    await writeFile(temp('file'), noise(600_000))
    const a = ['--store', temp('a')]
    const { result } = await runJson(importResult, 'import', temp('file'), ...a)
    await run('export', result.root, '--car', temp('car'), ...a)
    const car = await readFile(temp('car'))

    const server = await serve('--store', temp('b'), '--json')
    const round = startPush(server.url, car.length)
    round.write(car.subarray(0, 300_000))
    await acceptedBy(server.url)
    server.child.kill('SIGTERM')
    await until(() => server.stderr.includes('stopping'))
    await expect(acceptedBy(server.url)).rejects.toThrow('ECONNREFUSED')
    round.end(car.subarray(300_000))
    const [response] = await once(round, 'response')
    expect(response.statusCode).toBe(200)
    response.resume()
    const answered = performance.now()

    const ended = await server.ended
    expect(ended.code).toBe(0)
    // The client would keep its connection for 5 seconds and more.
    expect(performance.now() - answered).toBeLessThan(4000)
    expect(parseJson(serveResult, ended)).toMatchObject({
      url: server.url,
      rounds: 1,
      blocks: { sent: 0, received: result.blocks },
      bytes: { sent: 0, received: result.bytes },
    })
    const listed = await runJson(lsResult, 'ls', '--store', temp('b'))
    expect(listed.result.roots.map(({ root }) => root)).toEqual([result.root])
  })

  it('does not wait for a connection that is merely kept open', async () => {
    const server = await serve('--store', temp('b'))
    const agent = new Agent({ keepAlive: true })
    await acceptedBy(server.url, agent)
    const started = performance.now()
    expect((await server.stop()).code).toBe(0)
    // The client would keep it for 5 seconds and more.
    expect(performance.now() - started).toBeLessThan(4000)
    agent.destroy()
  })
})

it('ends at once when told a second time', async () => {
  const server = await serve('--store', temp('b'))
  const round = startPush(server.url, 1000)
  round.on('error', () => undefined)
  round.write('x')
  await acceptedBy(server.url)
  server.child.kill('SIGINT')
  await until(() => server.stderr.includes('stopping'))
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect((await server.stop('SIGINT')).code).toBe(130)
})

it('listens beyond this machine only with a token, or when told to be open', async () => {
  await writeFile(temp('token'), 'sesame')
  const args = ['--store', temp('b'), '--host', '0.0.0.0']
  const refused = await runJson(errorResult, 'serve', ...args)
  expect(refused).toMatchObject({ code: 2, result: { error: { code: 'ERR_USAGE' } } })
  for (const way of [['--open'], ['--token-file', temp('token')]]) {
    const server = await serve(...args, ...way)
    expect(server.url).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/)
    expect((await server.stop()).code).toBe(0)
  }
})

it('says when its port is taken', async () => {
  const server = await serve('--store', temp('a'))
  const { port } = new URL(server.url)
  const second = await runJson(errorResult, 'serve', '--store', temp('b'), '--port', port)
  expect(second).toMatchObject({ code: 1, result: { error: { code: 'ERR_LISTEN' } } })
  expect(second.stderr).toContain(`127.0.0.1:${port}: EADDRINUSE`)
})

/** A push of which the body is still to be written. */
function startPush(url: string, length: number): ClientRequest {
  const headers = { 'content-type': 'application/vnd.ipld.car', 'content-length': length }
  return request(`${url}/api/v0/dag/push`, { method: 'POST', headers })
}

/** A whole request that the server answers, so what was sent before has reached it. */
async function acceptedBy(url: string, agent?: Agent): Promise<void> {
  const asking = request(url, agent ? { agent } : {})
  asking.end()
  const [response] = await once(asking, 'response')
  response.resume()
  await once(response, 'end')
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}
