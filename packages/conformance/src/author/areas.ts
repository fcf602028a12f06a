import type { Area } from './area.js'
import { codecAreas } from './codec/index.js'
import { profileAreas } from './profiles/index.js'
import { roundAreas } from './round/index.js'
import { sessionAreas } from './session/index.js'

/** The sources of all vector files. */
export const areas: readonly Area[] = [
  ...codecAreas,
  ...roundAreas,
  ...sessionAreas,
  ...profileAreas,
]
