import { describe, expect, it } from 'vitest'
import { Model } from '../../src/model/model.js'
import { subjectOf } from '../../src/model/subject.js'
import { mutants } from '../../src/mutants/catalogue.js'
import { Reference } from '../../src/runner/reference.js'
import { vectorTests } from '../../src/runner/vector-tests.js'
import { loadSpec } from '../../src/spec/load.js'
import { fakePort } from './support.js'

const spec = loadSpec()
const reference = new Reference(spec)
const context = { seed: 1, timeout: 1000, signal: new AbortController().signal }

function portOf(mutant?: string) {
  const model = new Model(spec.pins)
  mutants.find(({ id }) => id === mutant)?.breaks(model)
  return fakePort({ subject: subjectOf(model) })
}

function testNamed(id: string) {
  return vectorTests('spec', reference).find((test) => test.id === id)!
}

describe('vectors as tests', () => {
  it('are those of the specification and of the dialect, what needs no store first', () => {
    const tests = vectorTests('go', reference)
    expect(new Set(tests.map(({ profile }) => profile))).toEqual(new Set(['spec', 'go']))
    expect(vectorTests('spec', reference).every(({ profile }) => profile === 'spec')).toBe(true)
    expect(new Set(tests.map(({ id }) => id)).size).toBe(tests.length)
    const layers = vectorTests('spec', reference).map(({ layer }) => layer)
    expect(layers.indexOf('round')).toBe(layers.lastIndexOf('codec') + 1)
  })

  it('leave out the reading that is not pinned, and what needs a connection', () => {
    const tests = vectorTests('spec', reference)
    expect(tests.filter(({ id }) => id.startsWith('filter-insert-msb/'))).toEqual([])
    expect(tests.filter(({ needs }) => ['respond', 'pull', 'push'].includes(needs))).toEqual([])
    expect(tests.filter(({ needs }) => ['send', 'receive'].includes(needs))).not.toEqual([])
  })

  it('pass where a port does what they say', async () => {
    const tests = vectorTests('spec', reference).filter(({ id }) => /^(send|receive)-walk/.test(id))
    expect(tests.length).toBeGreaterThan(20)
    for (const test of tests) expect(await test.run(portOf(), context)).toEqual({ status: 'pass' })
  })

  it('fail with what was sent and where it differs', async () => {
    const test = testNamed('filter-insert/137-bytes')
    const finding = await test.run(portOf('BF-9/shifts-by-one'), context)
    expect(finding).toMatchObject({
      status: 'fail',
      problems: [{ at: 'filter', hex: true, differsAt: expect.any(Number) }],
      sent: [{ label: 'input of insert', text: expect.stringContaining('"bytes":137') }],
    })
  })

  it('fail with the first byte that differs, though a vector has only the hash of it all', async () => {
    const finding = await testNamed('filter-insert/5000-bytes').run(
      portOf('BF-9/shifts-by-one'),
      context,
    )
    expect(finding).toMatchObject({ problems: [{ at: 'filter', hex: true, differsAt: 0 }] })
  })

  it('are not kept waiting by a filter with hashes without end', () => {
    const filter = { bytes: 'ff'.repeat(100), hashes: 2 ** 53 }
    expect(reference.has(filter, new Uint8Array(36))).toBe(false)
  })
})
