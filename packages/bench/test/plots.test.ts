import { expect, it } from 'vitest'
import { bars } from '../src/report/svg/bars.js'
import { linearScale, logScale } from '../src/report/svg/scale.js'

it('places values of a log axis by their powers of ten', () => {
  const { at, marks } = logScale([0.5, 200], 0, 400)
  expect(marks).toEqual([0.1, 1, 10, 100, 1000])
  expect([0.1, 1, 10, 1000].map((value) => Math.round(at(value)))).toEqual([0, 100, 200, 400])
})

it('ends a linear axis at a round value', () => {
  const { at, marks } = linearScale([37, 12], 100, 0)
  expect(marks).toEqual([0, 10, 20, 30, 40])
  expect(at(40)).toBe(0)
  expect(at(10)).toBe(75)
})

it('draws a bar to the right where ours is ahead, and to the left where it is not', () => {
  const drawn = (median: number) => {
    const spread = { median, low: median, high: median, runs: 1 }
    const row = { work: '', opponent: '', unit: 'ms', ours: spread, theirs: spread, ratio: spread }
    const svg = bars([{ label: 'a', row }], { title: 't', width: 600 })
    const [, x, width, kind] =
      /<rect x="([\d.]+)" y="[\d.]+" height="\d+" width="([\d.]+)" class="bar (\w+)"/.exec(svg)!
    const [, one] = /<line x1="([\d.]+)"[^>]+class="one"/.exec(svg)!
    return { from: Number(x), to: Number(x) + Number(width), one: Number(one), kind }
  }
  const ahead = drawn(5)
  expect(ahead).toMatchObject({ kind: 'ahead', from: ahead.one })
  const behind = drawn(0.2)
  expect(behind.kind).toBe('behind')
  expect(behind.to).toBeCloseTo(behind.one)
})
