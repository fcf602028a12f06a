import { carHeader, cbor } from '@car-mirror/vectors/by-hand'
import type { Model } from '../model/model.js'
import { filterHex } from '../model/named.js'
import { asText, integer, linksOf, mapOf, readMap } from './cbor.js'
import type { Form, Route } from './form.js'
import { hasBits } from './has-bits.js'
import { malformed } from './malformed.js'

/** The form of the specification, with the names and numbers that it pins. */
export function specForm({ pins, messages, filter: filters }: Model): Form {
  const { pull, push } = pins['HTTP-1']
  const { pullRoots, hashes, filter: bits } = pins['MSG-1']
  const { pushRoots, pushRootsOld } = { ...pins['MSG-2'], ...pins['MSG-3'] }
  const roots = { pull: [pullRoots], push: [pushRoots, ...pushRootsOld] }
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
        [roots[direction][0]!, cbor.array(...listed.map(link))],
      ]
      return mapOf(entries, bits, spelling)
    },
    decode(direction, body) {
      const { missing, filter } = messages.decode(roots[direction], body)
      return { roots: missing, filter: filterHex(filter) }
    },
    read(direction, body) {
      const map = readMap(body)
      const bytes = map[bits]
      if (!(bytes instanceof Uint8Array)) throw malformed(`no byte string ${bits}`)
      const listed = linksOf(roots[direction].map((name) => map[name]).find(Boolean))
      return { roots: listed, has: hasBits(filters, bytes, Number(map[hashes])) }
    },
    header: (listed) => carHeader(listed),
  }
}
