import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VectorFile } from '@car-mirror/vectors'
import { describe, expect, it, onTestFinished } from 'vitest'
import { vectorFile } from '../../src/author/schema.js'
import { checkTests } from '../../src/checks/tests.js'
import { failures, placedVectors } from '../../src/mutants/kill.js'
import { loadSpec } from '../../src/spec/load.js'
import type { Finding, TestContext } from '../../src/suite/test.js'
import { brokenSessions } from './support/broken/index.js'

const { pins } = loadSpec()

async function run(
  { check, peer }: (typeof brokenSessions)[number],
  more: Partial<TestContext> = {},
) {
  const port = peer('spec')
  const test = checkTests(port).find(({ id }) => id === check)!
  const context = { seed: 1, timeout: 1500, signal: AbortSignal.timeout(50_000), ...more }
  const finding = await test.run(port, context)
  await port.close()
  return finding as Extract<Finding, { status: 'fail' }>
}

// One that makes no request leaves nothing to be a vector.
const withRounds = brokenSessions.filter(
  ({ breaks }) => breaks !== 'sends nothing unless it has all',
)

describe('a session that fails', () => {
  it.each(withRounds.map((broken) => [broken.check, broken.breaks, broken] as const))(
    'of %s (%s) becomes a vector that the model passes',
    async (_, __, broken) => {
      const { sent } = await run(broken)
      const shown = sent?.find(({ label }) => label === 'as a file of vectors')
      const file = JSON.parse(shown!.text!) as VectorFile
      expect(vectorFile.safeParse(file).error?.issues).toBeUndefined()
      for (const placed of placedVectors([file])) expect(await failures(placed, pins)).toEqual([])
    },
  )

  it('is written into the folder of the report, if there is one', async () => {
    const report = mkdtempSync(join(tmpdir(), 'car-mirror-'))
    onTestFinished(() => rmSync(report, { recursive: true }))
    const { sent } = await run(brokenSessions[0]!, { report })
    const path = join(report, 'found/session-pull-server-verified.json')
    expect(sent?.[0]?.text).toBe(path)
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
    expect(vectorFile.safeParse(file).success).toBe(true)
  })

  it('is found again with the same seed, and says how', async () => {
    const [first, second] = [await run(brokenSessions[0]!), await run(brokenSessions[0]!)]
    expect(second.problems).toEqual(first.problems)
    expect(first.problems[0]!.message).toMatch(/fast-check: seed -?\d+, path "[\d:]+"/)
  })

  it('is small after shrinking', async () => {
    const { sent } = await run(brokenSessions[0]!)
    const file = JSON.parse(sent![0]!.text!) as VectorFile
    expect(file.dags!.found!.length).toBeLessThanOrEqual(2)
  })
})
