import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHandler } from '@car-mirror/http-transport'
import { nodeListener } from '@car-mirror/http-transport/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FaultyStore } from '../../src/adapters/model/stores.js'
import { checkTests } from '../../src/checks/tests.js'
import { CannotPrepare } from '../../src/live/cannot-prepare.js'
import { urlPort } from '../../src/live/server-port.js'
import type { Finding } from '../../src/suite/test.js'
import { asStore } from './support/as-store.js'

const TIMEOUT = 10_000
/** What does not take long. */
const QUICK = /^adv-([1-8]|1[2-689]|2\d)\/|^session\//
/** What a block that is there already would spoil. */
const AGAIN = /^adv-(2|7|12|13|14)\/|^session\/push\/server\/(complete|progress)/

/** A server of ours that is known by its URL alone, and keeps what it was given: its URL. */
async function ours(): Promise<string> {
  const listener = nodeListener(createHandler({ store: asStore(FaultyStore.of([])) }))
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What checks find. */
async function results(url: string, ids: RegExp) {
  const port = await urlPort({ url, dialect: 'spec', timeout: TIMEOUT })
  const findings: Record<string, Finding> = {}
  for (const test of checkTests(port)) {
    if (test.needs !== 'server' || !ids.test(test.id)) continue
    const signal = AbortSignal.timeout(50_000)
    const finding = test.run(port, { seed: 1, timeout: TIMEOUT, signal })
    findings[test.id] = await finding.catch((problem: unknown): Finding => {
      if (!(problem instanceof CannotPrepare)) throw problem
      return { status: 'could-not-run', why: problem.message }
    })
  }
  return findings
}

describe('a server that is known by its URL', () => {
  it('passes, run after run, but for what needs a store that fails', async () => {
    const url = await ours()
    for (const findings of [await results(url, QUICK), await results(url, AGAIN)]) {
      for (const [id, finding] of Object.entries(findings)) {
        const status = id.startsWith('adv-20/') ? 'could-not-run' : 'pass'
        expect([id, finding]).toEqual([id, expect.objectContaining({ status })])
      }
      expect(Object.keys(findings).length).toBeGreaterThan(5)
    }
  })
})
