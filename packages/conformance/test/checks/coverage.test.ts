import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkTests } from '../../src/checks/tests.js'
import { loadSpec } from '../../src/spec/load.js'
import { Peer } from './support/peer.js'

const CASES = Array.from({ length: 22 }, (_, i) => i + 1)
const tests = checkTests(new Peer('spec'))
const ids = tests.map(({ id }) => id)

describe('the checks', () => {
  it('have one id each', () => {
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(CASES)('have case ADV-%i for servers and for clients', (number) => {
    expect(ids.some((id) => id.startsWith(`adv-${number}/server/`))).toBe(true)
    expect(ids.some((id) => id.startsWith(`adv-${number}/client/`))).toBe(true)
  })

  it('have the false positives, whole and partial senders in every direction and side', () => {
    for (const setting of ['pull/server', 'push/server', 'pull/client', 'push/client']) {
      for (const name of ['complete', 'partial', 'verified', 'progress', 'bounded']) {
        expect(ids).toContain(`session/${setting}/${name}`)
      }
      expect(ids).toContain(`session/${setting}/false-positives`)
    }
  })

  it('name clauses that there are, each once', () => {
    const { clauses } = loadSpec()
    for (const { id, requirements } of tests) {
      expect([id, requirements.filter((clause) => !clauses.has(clause))]).toEqual([id, []])
      expect([id, new Set(requirements).size]).toEqual([id, requirements.length])
      expect([id, requirements.length > 0]).toEqual([id, true])
    }
  })

  it('need the side that their id names', () => {
    for (const { id, needs } of tests) expect([id, id.includes(`/${needs}/`)]).toEqual([id, true])
  })

  it('stand in the table, case by case', () => {
    const table = readFileSync(new URL('../../src/checks/README.md', import.meta.url), 'utf8')
    for (const number of CASES) expect(table).toContain(`| ADV-${number} `)
  })
})
