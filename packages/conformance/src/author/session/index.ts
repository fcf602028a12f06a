import type { Area } from '../area.js'
import { type Salting, unsalted } from '../dags/salt.js'
import { clientPullArea } from './client-pull.js'
import { clientPullRefusedArea } from './client-pull-refused.js'
import { clientPushArea } from './client-push.js'
import { respondDiff } from './respond-diff.js'
import { respondHttp } from './respond-http.js'
import { respondPull } from './respond-pull.js'
import { respondPush } from './respond-push.js'

/** Servers before requests. */
export const respondAreas = {
  'respond-pull': respondPull,
  'respond-push': respondPush,
  'respond-diff': respondDiff,
  'respond-http': respondHttp,
} satisfies Record<string, (salting: Salting) => Area<'respond'>>

/** Servers before requests, clients before answers. */
export const sessionAreas: readonly Area[] = [
  ...Object.values(respondAreas).map((area) => area(unsalted)),
  clientPullArea,
  clientPullRefusedArea,
  clientPushArea,
]
