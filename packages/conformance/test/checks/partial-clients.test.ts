import { describe, expect, it } from 'vitest'
import { CannotPrepare } from '../../src/live/cannot-prepare.js'
import { type ClientPort, type Port, PortProblem } from '../../src/suite/port.js'
import { found } from './support/found.js'
import { Peer } from './support/peer.js'

/** A client of which a part is another one. */
function portWith(part: (client: ClientPort) => Partial<ClientPort>): Port {
  const peer = new Peer('spec')
  const { client, close } = peer
  return {
    name: 'part',
    version: '0',
    dialect: 'spec',
    subject: {},
    client: { ...client, ...part(client) },
    close: () => close.call(peer),
  }
}

const noPull = () => Promise.reject(new PortProblem('unsupported', 'it does a push'))

describe('a client that does nothing but push', () => {
  it('is judged by its pushes', async () => {
    const port = portWith(() => ({ pull: noPull }))
    expect(await found(port, 'adv-15/client/insatiable-server')).toBe('')
  })

  it('must still push after all', async () => {
    let pushes = 0
    const port = portWith(({ push }) => ({
      pull: noPull,
      async push(job) {
        const end = await push(job)
        // Four servers that cannot be satisfied come before the one that can.
        return ++pushes > 4 ? { ...end, complete: false } : end
      },
    }))
    expect(await found(port, 'adv-15/client/insatiable-server')).toMatch(
      /does not complete a plain transfer of one block any more/,
    )
  })
})

describe('a client of which the exit code alone is known', () => {
  it('may refuse what it is told', async () => {
    const port = portWith(({ push }) => ({
      async push(job) {
        const { error, detail, unavailable, ...end } = await push(job)
        return { ...end, unavailable: undefined, exitCode: error === undefined ? 0 : 1 }
      },
    }))
    expect(await found(port, 'adv-4/client/no-hashes')).toBe('')
  })

  it('must not take it for the end', async () => {
    const port = portWith(({ push }) => ({
      async push(job) {
        const { error, detail, unavailable, ...end } = await push(job)
        return { ...end, unavailable: undefined, exitCode: 0 }
      },
    }))
    expect(await found(port, 'adv-4/client/no-hashes')).toMatch(/sends 0 of 31 blocks/)
  })
})

describe('a client that cannot be told of several roots', () => {
  const several = new CannotPrepare('several roots')

  it('is judged by the transfers of one', async () => {
    let told = 0
    const port = portWith(({ push }) => ({
      push: (job) => {
        if (job.roots.length > 1) return Promise.reject(several)
        told++
        return push(job)
      },
    }))
    expect(await found(port, 'session/push/client/complete')).toBe('')
    expect(told).toBeGreaterThan(10)
  })

  it('that can be told of none at all is not judged', async () => {
    const port = portWith(() => ({ push: () => Promise.reject(several) }))
    await expect(found(port, 'session/push/client/complete')).rejects.toThrow(several)
  })
})
