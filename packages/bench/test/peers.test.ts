import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLane } from '../src/end-to-end/lane.js'
import { tree, union } from '../src/end-to-end/make-dag.js'
import { opponents, oursCommand } from '../src/end-to-end/opponents.js'
import type { Work } from '../src/end-to-end/work.js'

const LIMIT = 30_000
const { inSeries, wholeCar, perBlock, perLevel, library } = opponents

let folder: string
let cold: Work
let changed: Work

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-test-'))
  const before = tree(50, 20, 7)
  const after = tree(50, 20, 7, (leaf) => leaf % 10 === 0)
  const [car, have] = [join(folder, 'after.car'), join(folder, 'before.car')]
  const root = await after.write(car)
  await before.write(have)
  cold = { name: 'c', title: 'c', root, car, after: union(after), bytes: after.bytes }
  changed = { ...cold, have, after: union(before, after) }
})

afterAll(() => rm(folder, { recursive: true }))

const pullers = { ours: oursCommand, ...byName([wholeCar, perBlock, perLevel, library]) }
const pushers = { ours: oursCommand, ...byName([wholeCar, library]) }

describe.each(Object.entries(pullers))('%s', (_, command) => {
  it('pulls a DAG that the receiver has none of, and one that it has most of', async () => {
    for (const work of [cold, changed]) {
      const lane = await openLane({ command: [...command], direction: 'pull', work })
      const run = await lane.run(LIMIT).finally(() => lane.close())
      expect(run.isStopped).toBe(false)
      expect(run.ms).toBeGreaterThan(0)
    }
  })
})

describe.each(Object.entries(pushers))('%s', (_, command) => {
  it('pushes a DAG', async () => {
    for (const work of [cold, changed]) {
      const lane = await openLane({ command: [...command], direction: 'push', work })
      const run = await lane.run(LIMIT).finally(() => lane.close())
      expect(run.isStopped).toBe(false)
    }
  })
})

it('has all blocks of a DAG that came over HTTP and was hashed, in series', async () => {
  const lane = await openLane({ command: inSeries.command, direction: 'pull', work: cold })
  const run = await lane.run(LIMIT).finally(() => lane.close())
  expect(run.isStopped).toBe(false)
})

it('pulls into a new store after it has pulled the same into others', async () => {
  const options = { command: oursCommand, direction: 'pull', isWarm: true } as const
  for (const work of [cold, changed]) {
    const lane = await openLane({ ...options, work })
    const { counts } = await lane.run(LIMIT).finally(() => lane.close())
    expect(counts.rounds).toBeGreaterThan(0)
  }
})

it('pulls into stores on disk', async () => {
  for (const { command } of [{ command: oursCommand }, wholeCar, library]) {
    const emptyFolder = () => mkdtemp(join(folder, 'store-'))
    const options = { command, direction: 'pull', work: cold, folder: emptyFolder } as const
    const lane = await openLane(options)
    await lane.run(LIMIT).finally(() => lane.close())
  }
})

it('finds out a receiver that holds something else than it shall', async () => {
  const work = { ...cold, after: { ...cold.after, sum: '00'.repeat(32) } }
  const lane = await openLane({ command: oursCommand, direction: 'pull', work })
  await expect(lane.run(LIMIT).finally(() => lane.close())).rejects.toThrow('the receiver holds')
})

it('stops a transfer at its limit', async () => {
  const lane = await openLane({
    command: oursCommand,
    direction: 'pull',
    work: cold,
    network: { roundTrip: 20_000, rate: 1e6 },
  })
  const run = await lane.run(100).finally(() => lane.close())
  expect(run.isStopped).toBe(true)
})

it('says what a peer that cannot run has said', async () => {
  const work = { ...cold, car: join(folder, 'absent.car') }
  const opening = openLane({ command: oursCommand, direction: 'pull', work })
  await expect(opening).rejects.toThrow('ENOENT')
})

function byName(all: readonly { readonly name: string; readonly command: readonly string[] }[]) {
  return Object.fromEntries(all.map(({ name, command }) => [name, command]))
}
