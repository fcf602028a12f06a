import { CarReader } from '@ipld/car'
import { describe, expect, it } from 'vitest'
import { rawCar } from '../../src/micro/cars.js'
import { cids } from '../../src/micro/cids.js'
import { microSuite } from '../../src/micro/suite.js'

describe('samples', () => {
  it('are CARs that the library reads, of the blocks they name', async () => {
    const car = rawCar(100, 200)
    const whole = new Uint8Array(Buffer.concat(car.chunks))
    expect(whole.length).toBe(Math.round(car.megabytes * 1e6))
    const reader = await CarReader.fromBytes(whole)
    const found = []
    for await (const { cid, bytes } of reader.blocks()) found.push({ cid: cid.bytes, bytes })
    expect(found).toEqual(car.blocks)
    expect(await reader.getRoots()).toEqual([car.root])
  })

  it('are CIDs without repeats, in rows that do not overlap', () => {
    const all = [...cids(500), ...cids(500, 500)].map(String)
    expect(new Set(all).size).toBe(1000)
    expect(cids(3, 5)[0]).toEqual(cids(6)[5])
  })
})

it('each pair does the same work', async () => {
  // Every work checks its own outcome, so it is enough that none fails.
  const { rows } = await microSuite.run('short', () => {})
  expect(rows.length).toBeGreaterThan(20)
  for (const { ratio, goal } of rows) {
    expect(ratio.median).toBeGreaterThan(0)
    expect(goal).toBeUndefined()
  }
})
