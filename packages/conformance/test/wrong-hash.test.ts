import { indices } from '@car-mirror/bloom'
import { fromHex, NamedDag } from '@car-mirror/vectors'
import { expect, it } from 'vitest'
import { filterIndicesArea } from '../src/author/codec/filter-indices.js'
import { Model } from '../src/model/model.js'
import { subjectOf } from '../src/model/subject.js'
import { loadSpec } from '../src/spec/load.js'

it('lets no package pass that was right about another hash', async () => {
  const model = new Model(loadSpec().pins)
  const right = model.filter.hash.bind(model.filter)
  model.filter.hash = (element, seed) => BigInt.asUintN(64, ~right(element, seed))
  const wrong = subjectOf(model).indices!
  let agreed = 0
  for (const { input } of filterIndicesArea.cases) {
    const { value } = await wrong(input, new NamedDag())
    const ours = indices(fromHex(input.element as string), input)
    if (JSON.stringify(value?.indices) === JSON.stringify(ours)) agreed++
  }
  expect([agreed, filterIndicesArea.cases.length > 50]).toEqual([0, true])
})
