import {
  digested,
  type Filter,
  fromHex,
  type Profile,
  toBytes,
  toHex,
  type Vector,
  vectorFiles,
} from '@car-mirror/vectors'
import { describe, expect, it } from 'vitest'
import { wireOf } from '../../src/wire/wire.js'

/** Vectors of an operation of a dialect. */
function vectorsOf<O extends 'pull.encode' | 'push.encode' | 'pull.decode' | 'push.decode'>(
  profile: Profile,
  operation: O,
): Vector<O>[] {
  return vectorFiles(profile)
    .filter((file) => file.operation === operation)
    .flatMap((file) => file.vectors as readonly unknown[] as readonly Vector<O>[])
}

/** What ports read and do not write, and what nobody should look into. */
const UNWRITTEN = /-as-text|\/no-hashes|most-hashes|65-hashes/

function writtenOf({ bytes, hashes }: Filter<Parameters<typeof toBytes>[0]>) {
  const filter = toBytes(bytes)
  return filter.length === 0 ? undefined : { bytes: filter, hashes }
}

describe.each<Profile>(['spec', 'rs', 'go'])('messages of the dialect %s', (profile) => {
  const { form } = wireOf(profile)

  it('are written as the vectors have them', () => {
    const pulls = vectorsOf(profile, 'pull.encode').filter(({ result }) => result === 'valid')
    for (const { id, input, expect: wanted } of pulls) {
      const roots = input.roots.map(fromHex)
      const body = form.message('pull', { roots, filter: writtenOf(input.filter) })
      expect([id, digested(toHex(body))]).toEqual([id, wanted!.body])
    }
    expect(pulls.length).toBeGreaterThan(5)
  })

  it('are written as the vectors have them in answers, with their status', () => {
    const pushes = vectorsOf(profile, 'push.encode').filter(({ result }) => result === 'valid')
    for (const { id, input, expect: wanted } of pushes) {
      const roots = input.roots.map(fromHex)
      const answer = wireOf(profile).wants({ roots, filter: writtenOf(input.filter) })
      const { status, body } = answer
      expect([id, { status, body: digested(toHex(body)) }]).toEqual([id, wanted])
    }
    expect(pushes.length).toBeGreaterThan(5)
  })

  it('are read as the vectors have them', () => {
    const pulls = vectorsOf(profile, 'pull.decode').filter(({ id, result }) => {
      return result === 'valid' && !UNWRITTEN.test(id)
    })
    for (const { id, input, expect: wanted } of pulls) {
      const { roots } = form.read('pull', toBytes(input.body))
      expect([id, [...new Set(roots)]]).toEqual([id, [...new Set(wanted!.roots)]])
    }
    expect(pulls.length).toBeGreaterThan(3)
  })
})
