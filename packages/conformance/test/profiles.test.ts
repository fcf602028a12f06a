import { expect, test } from 'vitest'
import { profileAreas } from '../src/author/profiles/index.js'
import { loadSpec } from '../src/spec/load.js'
import { loadProfiles } from '../src/spec/profiles.js'

const spec = loadSpec()
const profiles = loadProfiles(spec)

function deviations(name: string) {
  return profiles.find(({ profile }) => profile === name)!.deviations
}

test('the text does not deviate from itself', () => {
  expect(deviations('spec')).toEqual([])
})

test.each(['rs', 'go'])('each deviation of %s is from a clause that is there', (name) => {
  const order = [...spec.clauses.keys()]
  const places = deviations(name).map(({ clause }) => order.indexOf(clause))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test.each(['rs', 'go'])('each pin of %s has another value than the text', (name) => {
  for (const { clause, pins = {} } of deviations(name)) {
    for (const [pin, value] of Object.entries(pins)) {
      expect(spec.clauses.get(clause)?.pins[pin], `${clause} ${pin}`).not.toEqual(value)
    }
  }
})

test('vectors of the profiles name clauses that are there, and have names of their own', () => {
  for (const { profile, area, cases } of profileAreas) {
    const names = cases.map(({ name }) => name)
    expect(new Set(names).size, `${profile} ${area}`).toBe(names.length)
    for (const { name, requirements } of cases) {
      expect(requirements.length, name).toBeGreaterThan(0)
      for (const id of requirements) expect(spec.clauses.has(id), `${name} ${id}`).toBe(true)
    }
  }
})
