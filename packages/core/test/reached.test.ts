import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HELD, MISSING, NOWHERE, type Place, Reached, UNAVAILABLE } from '../src/reached.js'

const CIDS = 40

const steps = fc.array(
  fc.record({
    cid: fc.nat(CIDS - 1),
    place: fc.constantFrom<Place>(HELD, MISSING, UNAVAILABLE),
    ask: fc.boolean(),
  }),
  { maxLength: 200 },
)

/** The same with one map from CID to place. */
it('knows where each CID is, through every change', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const reached = new Reached()
      const places = new Map<number, number>()
      const held: number[] = []
      const missed = new Set<number>()
      for (const { cid, place, ask } of all) {
        if (places.get(cid) === HELD || (place === UNAVAILABLE && !missed.has(cid))) continue
        const number = reached.meet(Uint8Array.of(cid))
        expect(reached.placeOf(number)).toBe(places.get(cid) ?? NOWHERE)
        reached.put(number, place)
        places.set(cid, place)
        if (place === HELD) held.push(cid)
        if (place === MISSING) missed.add(cid)
        if (!ask) continue
        const missing = [...reached.in(MISSING)]
        reached.ask(missing)
        for (let other = 0; other < CIDS; other++) {
          const asked = reached.isAsked(reached.meet(Uint8Array.of(other)))
          expect(asked).toBe(places.get(other) === MISSING)
        }
      }
      const cids = (numbers: Iterable<number>) => Array.from(numbers, (it) => reached.at(it)[0]!)
      for (const place of [MISSING, UNAVAILABLE] as const) {
        const there = [...missed].filter((cid) => places.get(cid) === place)
        expect(cids(reached.in(place))).toEqual(there)
        expect(reached.count(place)).toBe(there.length)
      }
      expect(Array.from(reached.held.from(0), ([cid]) => cid)).toEqual(held)
      for (const [cid, place] of places) {
        expect(reached.held.has(Uint8Array.of(cid))).toBe(place === HELD)
      }
      expect(reached.find(Uint8Array.of(CIDS))).toBe(-1)
    }),
  )
})
