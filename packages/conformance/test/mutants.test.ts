import { vectorFiles } from '@car-mirror/vectors'
import { describe, expect, it } from 'vitest'
import { mutants } from '../src/mutants/catalogue.js'
import { killAll } from '../src/mutants/kill.js'
import { matrixProblems, survivors } from '../src/mutants/matrix.js'
import { mutant } from '../src/mutants/mutant.js'
import { loadSpec } from '../src/spec/load.js'

const { pins } = loadSpec()
const files = vectorFiles('spec')

describe('mutants', () => {
  it('are killed by a vector that names the clause they break', async () => {
    const chosen = mutants.filter(({ clause }) => clause === 'BF-9')
    const kills = await killAll(chosen, files, pins)
    expect(kills.map(({ id }) => id)).toEqual(chosen.map(({ id }) => id))
    expect(survivors(kills)).toEqual([])
    const named = files.flatMap((file) =>
      file.vectors.filter((v) => v.requirements.includes('BF-9')),
    )
    for (const { killedBy } of kills) {
      expect(named.map(({ id }) => id)).toEqual(expect.arrayContaining([...killedBy]))
    }
  })

  it('survive when nothing is broken, and when only another clause is', async () => {
    const harmless = mutant('BF-9/does-nothing', 'does nothing', () => {})
    const elsewhere = mutant('BF-9/breaks-messages', 'breaks messages', ({ messages }) => {
      messages.read = () => ({})
    })
    const kills = await killAll([harmless, elsewhere], files, pins)
    expect(survivors(kills)).toEqual([
      'BF-9/does-nothing survives: it does nothing, and no vector of BF-9 shows it',
      'BF-9/breaks-messages survives: it breaks messages, and no vector of BF-9 shows it',
    ])
  })

  it('are named when they come, go or fare otherwise than the matrix has it', () => {
    const kill = (id: string, ...killedBy: string[]) => ({ id, clause: 'BF-9', does: '', killedBy })
    const before = [kill('BF-9/a', 'x'), kill('BF-9/b', 'x')]
    const now = [kill('BF-9/a', 'x', 'y'), kill('BF-9/c', 'x')]
    expect(matrixProblems(before, before)).toEqual([])
    expect(matrixProblems(before, now).map((line) => line.split(' (')[0])).toEqual([
      'kill-matrix.json: BF-9/a: differs',
      'kill-matrix.json: BF-9/b: the mutant is gone',
      'kill-matrix.json: BF-9/c: is new',
    ])
  })
})
