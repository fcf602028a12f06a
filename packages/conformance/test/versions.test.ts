import { describe, expect, it } from 'vitest'
import { changesBetween } from '../src/author/differences.js'
import { generate } from '../src/author/generate.js'
import { type Layout, layout, sha256 } from '../src/author/layout.js'
import { readSource } from '../src/author/source.js'
import { frozenProblems, releaseProblems } from '../src/author/versions.js'

const source = readSource()
const { pins } = source.spec
const files = layout('9.9.9', source, await generate({ spec: pins, rs: pins, go: pins }))
const hash = sha256(files.get('manifest.json')!)

function edited(change: (files: Map<string, string>) => void): Layout {
  const copy = new Map(files)
  change(copy)
  return copy
}

describe('a released version', () => {
  it('is as it was', () => {
    expect(frozenProblems('9.9.9', hash, files)).toEqual([])
  })

  it('is not edited, added to, taken from or thrown away', () => {
    const path = 'spec/filter-indices.json'
    const cases: [Layout | undefined, string][] = [
      [
        edited((all) => all.set(path, `${all.get(path)} `)),
        `${path}: released, and changed or gone`,
      ],
      [edited((all) => all.delete(path)), `${path}: released, and changed or gone`],
      [
        edited((all) => all.set('spec/more.json', '')),
        'spec/more.json: not part of the released version',
      ],
      [edited((all) => all.set('manifest.json', '{}')), 'manifest.json: released, and changed'],
      [edited((all) => all.delete('manifest.json')), 'manifest.json: released, and changed'],
    ]
    for (const [layout, problem] of cases) {
      expect(frozenProblems('9.9.9', hash, layout)).toEqual([`vectors/9.9.9/${problem}`])
    }
    expect(frozenProblems('0.0.1', hash)).toEqual(['vectors/0.0.1: released, and gone'])
  })
})

describe('the list of releases', () => {
  const before = { '0.1.0': 'a', '0.2.0': 'b' }
  const at = 'vectors/released.json'

  it('may grow', () => {
    const after = { ...before, '0.3.0': 'c' }
    expect(releaseProblems(after, before, ['0.1.0', '0.2.0', '0.3.0', '0.4.0'])).toEqual([])
  })

  it('loses nothing', () => {
    expect(releaseProblems({ '0.1.0': 'a' }, before, ['0.1.0', '0.2.0'])).toEqual([
      `${at}: 0.2.0 was released, and its entry is changed or gone`,
    ])
    expect(releaseProblems({ ...before, '0.1.0': 'x' }, before, ['0.1.0', '0.2.0'])).toEqual([
      `${at}: 0.1.0 was released, and its entry is changed or gone`,
    ])
  })

  it('has every version but the newest', () => {
    expect(releaseProblems({}, {}, ['0.1.0', '0.2.0'])).toEqual([
      `${at}: 0.1.0 is not the newest, and not listed`,
    ])
  })
})

describe('another number in the text', () => {
  it('changes vectors that name its clause, before and after', async () => {
    const shifted = { ...pins, 'BF-9': { shift: 1 } }
    const after = layout('9.9.9', source, await generate({ spec: shifted, rs: pins, go: pins }))
    const changes = changesBetween(files, after)
    const golden = changes.find(({ id }) => id === 'filter-indices/hello-600-bits')
    // Both rows are those of the record of facts, which has them from a program of its own.
    expect(golden?.before?.expect).toEqual({ indices: [86, 306, 317, 142, 210, 42, 313, 166] })
    expect(golden?.after?.expect).toEqual({ indices: [470, 306, 488, 142, 376, 42, 313, 428] })
    expect(golden?.requirements).toContain('BF-9')
  })
})
