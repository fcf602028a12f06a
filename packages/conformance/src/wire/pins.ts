import type { Profile } from '@car-mirror/vectors'
import { loadSpec } from '../spec/load.js'
import type { Pins } from '../spec/pins.js'
import { loadProfiles, pinsOf } from '../spec/profiles.js'

const spec = loadSpec()
const byProfile = new Map(loadProfiles(spec).map((one) => [one.profile, pinsOf(spec, one)]))

/** The numbers and names of the text as a dialect has them. */
export function pinsIn(profile: Profile): Pins {
  return byProfile.get(profile)!
}
