import { toBytes } from '@car-mirror/vectors'
import { raw } from '@car-mirror/vectors/by-hand'
import type { Case } from '../../author/area.js'
import { carDecodeArea } from '../../author/codec/car-decode.js'
import { namedAll, row } from '../../author/dags/make.js'
import { CAR, pushWith } from '../../author/session/exchange.js'
import type { Car } from '../../model/car.js'
import type { Model } from '../../model/model.js'
import type { Refusal } from '../../model/refusal.js'
import { type Derived, head, once, putAs, rest } from './derived.js'

type Decode = Case<'car.decode'>
/** Roots that headers name and whose blocks are known. */
const leaves = {
  hello: raw('hello'),
  ...Object.fromEntries(row('number', 3).map((name, i) => [name, raw(String(i))])),
}
const dags = namedAll({ leaves })

/** CARs before a server, which may have had some of their blocks from elsewhere: so it has them all. */
export function pushesOfCars(model: Model): Derived<'respond'> {
  const seen = once(() => soundOnes(model, ({ roots }) => roots.length > 0))
  return {
    ...head(carDecodeArea),
    operation: 'respond',
    shows: 'car.decode',
    ignoresStore: true,
    list: seen,
    cuts: Object.fromEntries(carDecodeArea.cases.map(({ name, input }) => [name, input.cuts])),
    area: () => {
      const cases = seen().map((one): Case<'respond'> => {
        const request = { ...pushWith(new Uint8Array(0)), body: one.input.body }
        const input = { store: Object.keys(leaves), requests: [request] }
        return { ...rest(one), dag: 'leaves', input }
      })
      return putAs('respond', carDecodeArea, dags, cases)
    },
  }
}

/** CARs before a client that wants "hello". */
export function answersOfCars(model: Model): Derived<'pull'> {
  const seen = once(() => soundOnes(model, () => true))
  return {
    ...head(carDecodeArea),
    operation: 'pull',
    shows: 'car.decode',
    ignoresEnd: true,
    list: seen,
    area: () => {
      const cases = seen().map((one): Case<'pull'> => {
        const answers = [{ status: 200, type: CAR, body: one.input.body }]
        return { ...rest(one), dag: 'leaves', input: { store: [], roots: ['hello'], answers } }
      })
      return putAs('pull', carDecodeArea, dags, cases)
    },
  }
}

/**
 * Cases that a live peer takes or refuses for the CAR's sake alone: whose blocks, up to the fault if it
 * has one, are what their CIDs say. What may be refused shows nothing.
 */
function soundOnes(model: Model, isPut: (car: Car) => boolean): readonly Decode[] {
  return carDecodeArea.cases.filter(({ result, input }) => {
    if (result === 'permitted') return false
    const car = carOf(model, toBytes(input.body))
    return (
      (result === 'invalid' || isPut(car)) && car.blocks.every((block) => isSound(model, block))
    )
  })
}

function carOf({ cars }: Model, body: Uint8Array): Car {
  try {
    return cars.decode([body])
  } catch (cause) {
    return (cause as Refusal).kept as Car
  }
}

function isSound({ verify, dag }: Model, { cid, bytes }: Car['blocks'][number]): boolean {
  try {
    verify.check(cid, bytes)
    dag.links(cid, bytes)
    return true
  } catch {
    return false
  }
}
