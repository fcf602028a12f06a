import { carHeader, cbor } from '@car-mirror/vectors/by-hand'
import type { FilterModel } from '../../model/filter.js'
import type { Pins } from '../../spec/pins.js'
import { asText, integer, linksOf, mapOf, readMap } from './cbor.js'
import type { Direction, Form, Route } from './form.js'
import { hasBits } from './has-bits.js'

/** The form of the specification, with the names and numbers that it pins. */
export function specForm(pins: Pins, filter: FilterModel): Form {
  const { pull, push } = pins['HTTP-1']
  const { pullRoots, hashes, filter: bits } = pins['MSG-1']
  const roots = { pull: pullRoots, push: pins['MSG-2'].pushRoots }
  const { messageType, carType } = pins['HTTP-4']
  return {
    profile: 'spec',
    types: { message: messageType, car: carType },
    statuses: {
      pulled: pins['PULL-5'].statusAvailable,
      complete: pins['PUSH-6'].statusComplete,
      goOn: pins['PUSH-6'].statusGoOn,
      absent: pins['PULL-5'].statusNotFound,
    },
    rootInPath: false,
    path: (direction) => ({ pull, push })[direction],
    route(path): Route | undefined {
      const { pathname, searchParams } = new URL(path, 'http://server')
      const diff = searchParams.get(pins['HTTP-11'].diff) ?? undefined
      if (pathname.endsWith(pull)) return { direction: 'pull', diff }
      return pathname.endsWith(push) ? { direction: 'push', diff } : undefined
    },
    message(direction, { roots: listed, filter: given, spelling }) {
      const link = spelling === 'foreign-cids' ? asText : cbor.link
      const entries: [string, Uint8Array][] = [
        [bits, cbor.byteString(given?.bytes ?? new Uint8Array(0))],
        [hashes, integer(given?.hashes ?? 0, spelling)],
        [roots[direction], cbor.array(...listed.map(link))],
      ]
      return mapOf(entries, bits, spelling)
    },
    read(direction: Direction, body) {
      const map = readMap(body)
      const bytes = map[bits]
      if (!(bytes instanceof Uint8Array)) throw new Error(`it has no byte string ${bits}`)
      const listed = linksOf(map[roots[direction]] ?? (direction === 'push' ? map.sr : undefined))
      return { roots: listed, has: hasBits(filter, bytes, Number(map[hashes])) }
    },
    header: (listed) => carHeader(listed),
  }
}
