import { type Check, onClient, onServer } from '../check.js'
import { wide } from '../dags/large.js'
import { pulledLarge, pullsLarge, pushedLarge, pushesLarge, saltOf } from './large.js'

const NODE = 'a node of 24,000 links and its leaves'

const serverPull = onServer('adv-10/server/pull-wide', {
  requirements: ['SEC-4', 'RND-15'],
  about: 'a pull of a node with 24,000 links is answered in time',
  run: (bench) => pullsLarge(bench, wide(saltOf(bench)), NODE),
})

const serverPush = onServer('adv-10/server/push-wide', {
  requirements: ['SEC-4', 'PUSH-5'],
  about: 'a push of a node with 24,000 links is answered in time',
  run: (bench) => pushesLarge(bench, [], wide(`push ${saltOf(bench)}`), `a push of ${NODE}`),
})

const clientPull = onClient('adv-10/client/pull-wide', {
  requirements: ['SEC-4', 'RND-2'],
  about: 'a node with 24,000 links is pulled in time',
  run: (bench) => pulledLarge(bench, wide(`${bench.context.seed}`), NODE),
})

const clientPush = onClient('adv-10/client/push-wide', {
  requirements: ['SEC-4', 'RND-15'],
  about: 'a node with 24,000 links is pushed in time',
  run: (bench) => pushedLarge(bench, wide(`${bench.context.seed}`), NODE),
})

/** All that is pending looked at for each block that comes. */
export const adv10: readonly Check[] = [serverPull, serverPush, clientPull, clientPush]
