import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { Seeded } from '../../src/demo/seeded.js'
import { type Ended, Running } from '../support/command.js'
import { describeTree } from '../support/describe-tree.js'
import { makeTree, useTemp } from '../support/temp.js'

const DEMO = fileURLToPath(new URL('../../dist/demo/main.js', import.meta.url))
const temp = useTemp()

function demo(...args: string[]): Promise<Ended> {
  return new Running(args, DEMO, { env: { ...process.env, TMPDIR: temp('tmp') } }).ended
}

/** The cells of the row that begins with these words. */
function row(stdout: string, name: string): string[] {
  const line = stdout.split('\n').find((line) => line.startsWith(`${name}  `))
  return line?.slice(name.length).trim().split(/ {2,}/) ?? []
}

beforeEach(() => mkdir(temp('tmp')))

describe('the demo', () => {
  it('mirrors 64 MiB, then one changed byte for less than a twentieth, and leaves nothing', async () => {
    const { code, stdout } = await demo('--seed', '7')
    expect(stdout).toContain('400 files, seed 7\n')
    expect(stdout).toContain('is the same as the directory at A, byte for byte')
    expect(code).toBe(0)
    const [, , , wholeCar, saved] = row(stdout, 'push A to B, one byte changed')
    expect(wholeCar).toMatch(/^64\.\d MiB$/)
    expect(Number.parseFloat(saved!)).toBeGreaterThan(95)
    expect(row(stdout, 'push A to B, cold')[5]).toBe('0')
    expect(row(stdout, 'pull B to C, cold')[0]).toBe('1')
    expect(await readdir(temp('tmp'))).toEqual([])
  })

  it('takes a directory and leaves it alone', async () => {
    await makeTree(temp('mine'))
    const before = await describeTree(temp('mine'))
    const { code, stdout } = await demo(temp('mine'))
    expect(code).toBe(0)
    expect(stdout).toContain('byte for byte')
    expect(await describeTree(temp('mine'))).toEqual(before)
  })

  it('fails for a directory that is none, or has nothing to change', async () => {
    await writeFile(temp('file'), 'no directory')
    await mkdir(temp('empty'))
    for (const name of ['file', 'empty', 'nothing']) {
      const { code, stderr } = await demo(temp(name))
      expect(code).toBe(1)
      expect(stderr).toMatch(/^demo: /m)
      expect(stderr).toContain(temp(name))
    }
  })

  it('leaves nothing when it is interrupted', async () => {
    const running = new Running([], DEMO, { env: { ...process.env, TMPDIR: temp('tmp') } })
    while (!running.stdout.includes('$ car-mirror import'))
      await once(running.child.stdout!, 'data')
    expect((await running.stop('SIGINT')).code).toBe(130)
    expect(await readdir(temp('tmp'))).toEqual([])
  })

  it('says how it is used', async () => {
    for (const args of [['a', 'b'], ['--seed', 'x'], ['--fast']]) {
      expect(await demo(...args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('usage: npm run demo'),
      })
    }
  })
})

it('makes the same of the same seed, and something else of another', () => {
  const [one, same, other] = [new Seeded(1), new Seeded(1), new Seeded(2)].map((random) => [
    random.below(1000),
    random.fraction(),
    Buffer.from(random.bytes(32)).toString('hex'),
  ])
  expect(one).toEqual(same)
  expect(one).not.toEqual(other)
})
