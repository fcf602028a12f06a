import type { Profile } from '@car-mirror/vectors'
import { loadSpec } from '../spec/load.js'
import type { Pins } from '../spec/pins.js'
import { loadProfiles, pinsOf } from '../spec/profiles.js'
import { type Generated, generate } from './generate.js'
import { type Layout, layout, type Source } from './layout.js'

/** @throws SpecProblems */
export function readSource(): Source {
  const spec = loadSpec()
  return { spec, profiles: loadProfiles(spec) }
}

/** What follows from the text as it stands. */
export function generateFrom({ spec, profiles }: Source): Promise<Generated> {
  const pins = Object.fromEntries(
    profiles.map((profile): [Profile, Pins] => [profile.profile, pinsOf(spec, profile)]),
  ) as Record<Profile, Pins>
  return generate(pins)
}

export async function layoutFrom(
  source: Source,
  version: string,
): Promise<{ files: Layout; generated: Generated }> {
  const generated = await generateFrom(source)
  return { files: layout(version, source, generated), generated }
}
