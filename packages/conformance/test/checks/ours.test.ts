import { afterAll, describe, expect, it } from 'vitest'
import { checkTests } from '../../src/checks/tests.js'
import { ours } from './support/ours.js'

const port = ours('spec')
afterAll(() => port.close())

describe('our packages', () => {
  it.each(checkTests(port).map((test) => [test.id, test] as const))('pass %s', async (_, test) => {
    const signal = AbortSignal.timeout(50_000)
    expect(await test.run(port, { seed: 1, timeout: 10_000, signal })).toEqual({ status: 'pass' })
  })
})
