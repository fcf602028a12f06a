import { join } from 'node:path'
import { expect, it } from 'vitest'
import { portSources } from '../src/ports/toolchain.js'
import { readKnownFailures } from '../src/runner/known-failures.js'
import { loadSpec } from '../src/spec/load.js'
import { loadProfiles } from '../src/spec/profiles.js'

const profiles = loadProfiles(loadSpec())
const dialects = { rust: 'rs', go: 'go' } as const

it.each(portSources)(
  'what is confirmed of the $name port is what it is known to fail',
  (source) => {
    const known = readKnownFailures(join(source.folder, 'known-failures.txt'))
    const { deviations } = profiles.find(({ profile }) => profile === dialects[source.name])!
    const confirmed = deviations.filter(({ evidence }) => evidence === 'confirmed')
    const seen = new Set(known.map(({ clause }) => clause))
    expect(new Set(confirmed.map(({ clause }) => clause))).toEqual(seen)
  },
)
