import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fromHex, toHex } from '@car-mirror/vectors'
import { raw } from '@car-mirror/vectors/by-hand'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkTests } from '../../src/checks/tests.js'
import { CannotPrepare } from '../../src/live/cannot-prepare.js'
import { writeFixtures } from '../../src/live/fixtures.js'
import { urlPort } from '../../src/live/server-port.js'
import { liveTests } from '../../src/live/tests.js'
import { Model } from '../../src/model/model.js'
import { loadSpec } from '../../src/spec/load.js'
import { byUrl } from './support/ports.js'
import { findings, notPassed } from './support/run.js'
import { listen, modelServer, ourServer } from './support/servers.js'

const spec = loadSpec()
const leaf = raw('leaf')
const block = { cid: toHex(leaf.cid), bytes: toHex(leaf.bytes) }

/** Hostile cases that need no push. */
const PULLS = /^adv-(1|3|4|5|7|16|21)\/server\//

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A line that starts a server in a process below the shell's; what it is asked at /die ends it. */
function serverLine(port: number): string {
  const program = [
    "const { createServer } = require('node:http')",
    "const server = createServer((i, o) => i.url === '/die' ? process.exit(1) : o.writeHead(404).end())",
    `server.listen(${port}, '127.0.0.1')`,
  ].join(';')
  return `true; ${JSON.stringify(process.execPath)} -e ${JSON.stringify(program)}; true`
}

describe('a server that is known by its URL', () => {
  it('is given blocks by a push, each as a root of its own', async () => {
    const { url, store, close } = await ourServer()
    onTestFinished(close)
    const port = await byUrl(url)
    expect(port.server?.exact).toBe(false)
    const running = await port.server!.serve([block])
    expect([...store.cids()].map(toHex)).toEqual([block.cid])
    expect(await running.stored()).toBeUndefined()
    expect(await running.alive()).toBe(true)
  })

  it('that does not take them leaves the test undone', async () => {
    const { url, close } = await ourServer({ readOnly: true })
    onTestFinished(close)
    const port = await byUrl(url)
    await expect(port.server!.serve([block])).rejects.toThrow(CannotPrepare)
    const forged = { cid: block.cid, bytes: '00' }
    await expect(port.server!.serve([forged])).rejects.toThrow(/did not take the 1 blocks/)
    const tests = liveTests(port, { spec, sides: ['server'] })
    const some = tests.filter(({ id }) => id === 'respond-pull/whole-dag')
    expect(notPassed(await findings(some, port))[0]).toMatch(
      /could-not-run: .* refused them with 403/,
    )
  })

  it('that takes them and does not keep them is found out', async () => {
    const { url, close } = await modelServer(new Model(spec.pins), new NoStore())
    onTestFinished(close)
    const port = await byUrl(url)
    await expect(port.server!.serve([block])).rejects.toThrow(/took them and then missed/)
  })

  it('must be there', async () => {
    const url = `http://127.0.0.1:${await freePort()}`
    await expect(urlPort({ url, dialect: 'spec', timeout: 1000 })).rejects.toMatchObject({
      kind: 'absent',
      message: expect.stringContaining(url),
    })
  })

  it('is given up if it stays silent, and not if it comes back', async () => {
    let silentUntil = 0
    const { url, close } = await listen((_, outgoing) => {
      if (Date.now() > silentUntil) outgoing.writeHead(404).end()
    })
    onTestFinished(close)
    const port = await byUrl(url, { timeout: 200 })
    silentUntil = Date.now() + 500
    await port.server!.serve([])
    silentUntil = Number.POSITIVE_INFINITY
    await expect(port.server!.serve([])).rejects.toMatchObject({ kind: 'absent' })
  })

  it('is started by a command, anew when it has ended, and ends with the port', async () => {
    const number = await freePort()
    const url = `http://127.0.0.1:${number}`
    const port = await urlPort({ url, dialect: 'spec', timeout: 5000, restart: serverLine(number) })
    await fetch(`${url}/die`).catch(() => {})
    const running = await port.server!.serve([])
    expect(await running.alive()).toBe(true)
    await port.restart?.()
    expect(await running.alive()).toBe(true)
    await port.close()
    expect(await running.alive()).toBe(false)
  })

  it('that its command does not start is absent', async () => {
    const url = `http://127.0.0.1:${await freePort()}`
    const options = { url, dialect: 'spec', timeout: 1500 } as const
    const failing = urlPort({ ...options, restart: 'echo no luck >&2; exit 3' })
    await expect(failing).rejects.toMatchObject({ kind: 'absent', words: 'no luck\n' })
    const idle = urlPort({ ...options, timeout: 300, restart: 'sleep 60' })
    await expect(idle).rejects.toThrow(/not within 300 ms/)
  })
})

describe('a server that was given its content before', () => {
  it('is tested without a push, once for each seed', { timeout: 240_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fixtures-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const { file, blocks, leftOut } = await writeFixtures(folder, 3)
    expect(leftOut).toContain('respond-pull/damaged-not-found')
    const { maxFrame } = spec.pins['CAR-13']
    const reader = new Model({ ...spec.pins, 'CAR-13': { maxFrame, maxHeader: maxFrame } })
    const car = reader.cars.decode([new Uint8Array(await readFile(file))])
    expect([car.roots.length, car.blocks.length]).toEqual([1, blocks])

    const { url, store, close } = await ourServer({ readOnly: true })
    onTestFinished(close)
    const port = await byUrl(url, { fixtures: true })
    const tests = liveTests(port, { spec, sides: ['server'] }).filter(({ id }) => {
      return /^respond-pull|^send-filter/.test(id) && !id.includes('damaged')
    })
    const [one] = tests.filter(({ id }) => id === 'respond-pull/whole-dag')
    expect(notPassed(await findings([one!], port, { seed: 3 }))[0]).toContain('load the fixtures')
    for (const { cid, bytes } of car.blocks) store.put([{ cid: fromHex(cid), bytes }])
    expect(notPassed(await findings(tests, port, { seed: 3 }))).toEqual([])
    expect(notPassed(await findings([one!], port, { seed: 4 }))[0]).toContain('load the fixtures')

    const checks = checkTests(port).filter(({ needs }) => needs === 'server')
    const pulls = checks.filter(({ id }) => PULLS.test(id))
    expect(pulls.length).toBeGreaterThan(10)
    expect(notPassed(await findings(pulls, port, { seed: 3, timeout: 20_000 }))).toEqual([])
    const sessions = checks.filter(({ id }) => id === 'session/pull/server/complete')
    expect(notPassed(await findings(sessions, port, { seed: 3 }))[0]).toMatch(
      /could-not-run: its DAGs are made up as it runs/,
    )
    const large = checks.filter(({ id }) => id === 'adv-10/server/pull-wide')
    expect(notPassed(await findings(large, port, { seed: 3, timeout: 20_000 }))[0]).toMatch(
      /could-not-run: .* comes by a push, which the server does not take: .* 403/,
    )
  })
})

/** A store that forgets what it is given. */
class NoStore extends Map<string, Uint8Array> {
  override set(): this {
    return this
  }
}
