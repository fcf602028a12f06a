import { expect, it } from 'vitest'
import { protocolSuite } from '../../src/protocol/suite.js'

it('in short, meets every goal, and they are counts', async () => {
  const { facts } = await protocolSuite.run('short', () => {})
  const held = facts.filter(({ goal }) => goal)
  expect(held.length).toBeGreaterThan(10)
  for (const { work, value, goal, isCount } of held) {
    expect(isCount, work).toBe(true)
    if (goal!.is === '<=') expect(value, work).toBeLessThanOrEqual(goal!.value)
    else expect(value, work).toBeGreaterThanOrEqual(goal!.value)
  }
})
