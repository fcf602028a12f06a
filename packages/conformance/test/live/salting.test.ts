import { expect, it } from 'vitest'
import { having, insertedInto } from '../../src/author/dags/filters.js'
import { type Salting, unsalted } from '../../src/author/dags/salt.js'
import { receiveAreas, sendAreas } from '../../src/author/round/index.js'
import { respondAreas } from '../../src/author/session/index.js'
import { salted } from '../../src/live/salting.js'
import { Model } from '../../src/model/model.js'
import { loadSpec } from '../../src/spec/load.js'

const model = new Model(loadSpec().pins)

/** Blocks whose bytes cannot be others. */
const FIXED = [
  // In their CIDs, so that nobody stores them.
  ...['respond-pull/inlined/note', 'respond-pull/inlined/garbled'],
  ...['respond-push/inlined/note', 'respond-push/inlined/garbled'],
  ...['send-links/inlined/note', 'send-links/inlined/garbled'],
  ...['receive-links/inlined/note', 'receive-links/inlined/garbled'],
  ...['receive-endings/inlined/note', 'receive-endings/inlined/garbled'],
  // Of no bytes, which no codec but raw reads, so that nobody stores it either.
  ...['respond-push/unreadable/noBytes', 'receive-blocks/unreadable/noBytes'],
  // Of no digest, which no bytes can match.
  ...['respond-push/unproven/noByte', 'receive-blocks/unproven/noByte'],
]
/** DAGs whose CIDs were searched. */
const SEARCHED = /^send-false-positives\/|^receive-status\/own\d\//

it('no two tests share a block that a server could keep', () => {
  const [one, other] = [salted(model, 1, 0, 'one'), salted(model, 1, 0, 'other')]
  const others = blocksOf(other)
  const shared = [...blocksOf(one)].filter(([name, cid]) => others.get(name) === cid)
  const names = shared.map(([name]) => name).filter((name) => !SEARCHED.test(name))
  expect(names.sort()).toEqual([...FIXED].sort())
})

it('salts differ by seed, by run and by test, and are the same again', () => {
  const saltOf = (...[seed, run, id]: [number, number, string]) => salted(model, seed, run, id).salt
  const salts = [saltOf(1, 0, 'a'), saltOf(2, 0, 'a'), saltOf(1, 1, 'a'), saltOf(1, 0, 'b')]
  expect(new Set(salts).size).toBe(4)
  expect(saltOf(1, 0, 'a')).toBe(salts[0])
})

it('filters for salted DAGs are made as those of the vectors were', () => {
  const insert = salted(model, 1, 0, 'any').insert
  expect(insertedInto({ salt: '', insert })).toEqual(having)
})

function blocksOf(salting: Salting): Map<string, string> {
  const areas = { ...respondAreas, ...sendAreas, ...receiveAreas }
  return new Map(
    Object.entries(areas).flatMap(([area, make]) =>
      Object.entries(make(salting).dags ?? {}).flatMap(([dag, blocks]) =>
        blocks.map(({ name, cid }): [string, string] => [`${area}/${dag}/${name}`, cid]),
      ),
    ),
  )
}

it('without a salt they are the blocks of the vectors', () => {
  expect(blocksOf(unsalted).get('respond-pull/family/a1')).toBe(
    // The raw block "a1".
    '01551220f55ff16f66f43360266b95db6f8fec01d76031054306ae4a4b380598f6cfd114',
  )
})
