import type { Area } from '../area.js'
import { clientPullArea } from './client-pull.js'
import { clientPullRefusedArea } from './client-pull-refused.js'
import { clientPushArea } from './client-push.js'
import { respondDiffArea } from './respond-diff.js'
import { respondHttpArea } from './respond-http.js'
import { respondPullArea } from './respond-pull.js'
import { respondPushArea } from './respond-push.js'

/** Servers before requests, clients before answers. */
export const sessionAreas: readonly Area[] = [
  respondPullArea,
  respondPushArea,
  respondDiffArea,
  respondHttpArea,
  clientPullArea,
  clientPullRefusedArea,
  clientPushArea,
]
