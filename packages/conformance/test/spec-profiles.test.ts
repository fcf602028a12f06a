import { expect, it } from 'vitest'
import { loadSpec } from '../src/spec/load.js'
import { loadProfiles, parseProfile, pinsOf } from '../src/spec/profiles.js'

const spec = loadSpec()

const SHIFT = `{
  "profile": "rs",
  "name": "A port",
  "source": "its source",
  "bugs": { "R1": "walks on" },
  "deviations": [
    { "clause": "BF-9", "how": "does not shift", "evidence": "derived",
      "pins": { "shift": "none" } },
    { "clause": "BF-15", "how": "says three", "evidence": "confirmed",
      "pins": { "emptyHashes": 3 } },
    { "clause": "RND-12", "how": "walks on", "bugs": ["R1"], "evidence": "derived" }
  ]
}`

function problemsOf(text: string): string[] {
  return parseProfile('rs', text, spec).problems.map(({ message }) => message)
}

it('reads the profiles of this repository', () => {
  const profiles = loadProfiles(spec)
  expect(profiles.map(({ profile }) => profile)).toEqual(['spec', 'rs', 'go'])
  expect(pinsOf(spec, profiles[0]!)).toEqual(spec.pins)
})

it('puts the pins of a dialect in place of those of the text', () => {
  const { profile, problems } = parseProfile('rs', SHIFT, spec)
  expect(problems).toEqual([])
  const pins = pinsOf(spec, profile!)
  expect(pins['BF-9']).toEqual({ shift: 'none' })
  expect(pins['BF-15']).toEqual({ emptyBytes: 0, emptyHashes: 3 })
  expect(pins['BF-1']).toBe(spec.pins['BF-1'])
  expect(spec.pins['BF-9']).toEqual({ shift: 'width' })
})

it.each([
  ['an unknown clause', '"RND-12"', '"RND-99"', '11: RND-99 is no clause'],
  ['a clause that is there twice', '"RND-12"', '"BF-9"', '11: BF-9 is there twice'],
  ['an unknown pin', '"shift"', '"shaft"', '7: BF-9 has no pin `shaft`'],
  [
    'a value that a pin cannot have',
    '"none"',
    'false',
    '7: the pin `shift` of BF-9 cannot be false: ',
  ],
  ['an unknown key', '"how": "walks on"', '"how": "walks on", "why": "?"', '11: deviations.2: '],
  ['an unknown bug', '["R1"]', '["R2"]', '11: R2: no such bug'],
  ['evidence of no kind', '"confirmed"', '"sure"', '9: deviations.1.evidence: '],
  ['the profile of another file', '"profile": "rs"', '"profile": "go"', '1: "profile" is not "rs"'],
  ['what is not JSON', '"derived",', '"derived"', '8: not JSON: '],
])('names %s, with its line', (_, from, to, message) => {
  expect(SHIFT).toContain(from)
  const problems = problemsOf(SHIFT.replace(from, to))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(`spec/profiles/rs.json:${message}`)
})
