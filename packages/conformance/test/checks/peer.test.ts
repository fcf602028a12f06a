import type { Profile } from '@car-mirror/vectors'
import { describe, expect, it } from 'vitest'
import { checkTests } from '../../src/checks/tests.js'
import { Peer } from './support/peer.js'

/** Left to our packages: what takes long is the same in every dialect. */
const LARGE = /^adv-(9|10|17)\/\w+\/(pull|push|many)-/

describe.each<Profile>(['spec', 'rs', 'go'])('a correct peer of the dialect %s', (profile) => {
  const port = new Peer(profile)
  const tests = checkTests(port).filter(({ id }) => !LARGE.test(id))
  it.each(tests.map((test) => [test.id, test] as const))('passes %s', async (_, test) => {
    const signal = AbortSignal.timeout(50_000)
    const finding = await test.run(port, { seed: 1, timeout: 10_000, signal })
    await port.close()
    expect(finding).toEqual({ status: 'pass' })
  })
})
