import { toHex } from '@car-mirror/vectors'
import { expect, it } from 'vitest'
import { Model } from '../src/model/model.js'
import { loadSpec } from '../src/spec/load.js'

const { client, cars, messages, filter, pins } = new Model(loadSpec().pins)

/** CIDs that carry a kilobyte each, more of them than a header has room for. */
const roots = Array.from({ length: 4200 }, (_, i) => {
  const carried = Buffer.alloc(1000)
  carried.writeUInt32BE(i)
  return `015500e807${toHex(carried)}`
})

// Vectors have no message of four megabytes.
it('takes a header that names every root of its request, and no longer one', async () => {
  const { maxHeader } = pins['CAR-13']
  expect(cars.header(roots).length).toBeGreaterThan(maxHeader)
  const request = messages.encodePull({ missing: roots, filter: filter.empty() })
  const reply = { status: 200, type: '', body: await cars.encode({ roots, blocks: [] }) }
  expect(client.pulled(reply, request.length).fault).toBeUndefined()
  expect(client.pulled(reply, request.length).car.roots).toHaveLength(roots.length)
  expect(client.pulled(reply, maxHeader).fault?.code).toBe('car-limit')
})
