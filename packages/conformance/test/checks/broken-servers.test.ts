import { describe, expect, it } from 'vitest'
import { brokenServers } from './support/broken/index.js'
import { found } from './support/found.js'

describe('a server that', () => {
  const cases = brokenServers.map((broken) => [broken.breaks, broken.check, broken] as const)
  it.each(cases)(
    '%s is found out by %s',
    async (_, check, { peer, dialect = 'spec', says, timeout }) => {
      expect(await found(peer(dialect), check, timeout)).toMatch(says)
    },
  )
})
