import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { toHex } from '@car-mirror/vectors'
import { node, raw } from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import { afterAll, describe, expect, it } from 'vitest'
import { commandPort } from '../../src/live/client-port.js'
import { liveTests } from '../../src/live/tests.js'
import { Model } from '../../src/model/model.js'
import { loadSpec } from '../../src/spec/load.js'
import { findings, notPassed } from './support/run.js'

const spec = loadSpec()
const folder = mkdtempSync(join(tmpdir(), 'command-'))
afterAll(() => rmSync(folder, { recursive: true }))

const leaf = raw('leaf')
const job = { url: 'http://127.0.0.1:9', roots: [toHex(leaf.cid)], store: [], timeout: 5000 }

function script(name: string, text: string): string[] {
  const file = join(folder, name)
  writeFileSync(file, text)
  return [process.execPath, file]
}

function port(command: readonly string[], more: Partial<Parameters<typeof commandPort>[0]> = {}) {
  return commandPort({ command, direction: 'pull', dialect: 'spec', timeout: 5000, ...more })
}

const tells = script('tells.mjs', 'console.log(JSON.stringify(process.argv.slice(2)))')

describe('a client that is known by its command', () => {
  it('is told where the server is, what to transfer and what it holds', async () => {
    const store = [{ cid: toHex(leaf.cid), bytes: toHex(leaf.bytes) }]
    const { client } = port([
      ...tells,
      '--url={url}',
      '{roots}',
      '{root}',
      '{car}',
      '{store}',
      '{x}',
    ])
    const end = await client!.pull({ ...job, store })
    expect(end).toMatchObject({ complete: true, exitCode: 0, unavailable: undefined })
    const [url, root, again, car, directory, other] = JSON.parse(end.detail!.split('\n')[1]!)
    const text = CID.decode(leaf.cid).toString()
    expect([url, root, again, other]).toEqual(['--url=http://127.0.0.1:9', text, text, '{x}'])
    expect([existsSync(car), existsSync(directory)]).toEqual([false, false])
  })

  it('finds its blocks in a CAR', async () => {
    const copy = join(folder, 'copy.car')
    const command = script(
      'copies.mjs',
      `import { copyFileSync } from 'node:fs'
      copyFileSync(process.argv[2], ${JSON.stringify(copy)})`,
    )
    const store = [{ cid: toHex(leaf.cid), bytes: toHex(leaf.bytes) }]
    await port([...command, '{car}', '{url}']).client!.pull({ ...job, store })
    expect(readFileSync(copy).includes(Buffer.from(leaf.bytes))).toBe(true)
  })

  it('is given many blocks below the few that nobody links to', async () => {
    const copy = join(folder, 'many.car')
    const command = script(
      'copies-many.mjs',
      `import { copyFileSync } from 'node:fs'
      copyFileSync(process.argv[2], ${JSON.stringify(copy)})`,
    )
    const leaves = Array.from({ length: 200 }, (_, i) => raw(`leaf ${i}`))
    const top = node('top', ...leaves)
    const store = [...leaves, top].map(({ cid, bytes }) => {
      return { cid: toHex(cid), bytes: toHex(bytes) }
    })
    await port([...command, '{car}', '{url}']).client!.pull({ ...job, store })
    const { roots, blocks } = new Model(spec.pins).cars.decode([new Uint8Array(readFileSync(copy))])
    expect([roots, blocks.length]).toEqual([[toHex(top.cid)], 201])
  })

  it('may not be told all of it', async () => {
    const { client } = port([...tells, '{url}', '{root}'])
    const store = [{ cid: toHex(leaf.cid), bytes: toHex(leaf.bytes) }]
    const two = { ...job, roots: [...job.roots, toHex(raw('other').cid)] }
    await expect(client!.pull(two)).rejects.toThrow('{roots}')
    await expect(client!.pull({ ...job, store })).rejects.toThrow('{car}')
    await expect(client!.pull({ ...job, diff: 'x' })).rejects.toThrow('related root')
    await expect(client!.push(job)).rejects.toMatchObject({ kind: 'unsupported' })
    expect(() => port(tells)).toThrow('{url}')
  })

  it('is incomplete or failed by its exit code, which tells no more', async () => {
    const command = script('fails.mjs', "console.error('it did not work'); process.exit(3)")
    const end = await port([...command, '{url}']).client!.pull(job)
    expect(end).toMatchObject({ complete: false, exitCode: 3 })
    expect(end).not.toHaveProperty('error')
    expect(end.detail).toContain('it did not work')
  })

  it('is ended with all that it has started', async () => {
    const alive = join(folder, 'alive')
    const child = `setInterval(() => require('node:fs').appendFileSync(${JSON.stringify(alive)}, 'x'), 20)`
    const command = script(
      'waits.mjs',
      `import { spawn } from 'node:child_process'
      spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'ignore' })
      setInterval(() => {}, 1000)`,
    )
    const asked = port([...command, '{url}']).client!.pull({ ...job, timeout: 1500 })
    await expect(asked).rejects.toMatchObject({ kind: 'no-answer' })
    await sleep(100)
    const length = readFileSync(alive).length
    await sleep(200)
    expect(length).toBeGreaterThan(0)
    expect(readFileSync(alive).length).toBe(length)
  })

  it('must be there, and end by itself', async () => {
    const nobody = port(['./no-such-command', '{url}']).client!.pull(job)
    await expect(nobody).rejects.toMatchObject({ kind: 'absent' })
    const command = script('dies.mjs', "process.kill(process.pid, 'SIGSEGV')")
    await expect(port([...command, '{url}']).client!.pull(job)).rejects.toMatchObject({
      kind: 'died',
    })
  })

  it('tells what it has stored by another command', async () => {
    const text = CID.decode(leaf.cid).toString()
    const end = await port([...tells, '{url}'], { dump: `echo ${text}` }).client!.pull(job)
    expect(end.stored).toEqual([{ cid: toHex(leaf.cid), sha256: '' }])
    const bad = port([...tells, '{url}'], { dump: 'echo nonsense' }).client!.pull(job)
    await expect(bad).rejects.toThrow('no CID: nonsense')
  })
})

/** Our own command, as it is built. */
const CLI = join(import.meta.dirname, '../../../cli/dist/main.js')

describe('our command', () => {
  it('passes as a client', { timeout: 240_000 }, async () => {
    const node = process.execPath
    const line = `${node} ${CLI} import --car {car} --store {store} >/dev/null 2>&1
      ${node} ${CLI} pull {roots} {url} --store {store}`
    const pulls = port(['sh', '-c', line], { timeout: 20_000 })
    const chosen =
      /^client-pull\/(cold|nothing-to-ask|subgraph-missing|stragglers|not-found|promises-for-ever)$/
    const tests = liveTests(pulls, { spec, sides: ['client'] }).filter(({ id }) => chosen.test(id))
    expect(tests.length).toBe(6)
    expect(notPassed(await findings(tests, pulls, { timeout: 20_000 }))).toEqual([])
  })

  it('fails by what it asks and by its exit code if it is broken', async () => {
    const idle = port(['sh', '-c', 'true {url} {car}'])
    const chosen = /^client-pull\/(cold|nothing-to-ask|not-found)$/
    const tests = liveTests(idle, { spec, sides: ['client'] }).filter(({ id }) => chosen.test(id))
    const lines = notPassed(await findings(tests, idle))
    expect(lines.map((each) => each.split(': ', 2).join(': '))).toEqual([
      'client-pull/cold: requests',
      'client-pull/not-found: requests',
      'client-pull/not-found: complete',
    ])
  })
})
