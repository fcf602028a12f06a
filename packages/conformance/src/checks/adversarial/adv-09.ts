import { type Check, onClient, onServer } from '../check.js'
import { diamond } from '../dags/dags.js'
import { deep, LEVELS } from '../dags/large.js'
import { pulledLarge, pullsLarge, pushedLarge, pushesLarge, saltOf } from './large.js'

const DIAMOND = `a diamond of ${LEVELS} levels`
const CHAIN = 'a chain of 100,000 blocks'

const pullDiamond = onServer('adv-9/server/pull-diamond', {
  requirements: ['SEC-4', 'RND-15'],
  about: 'a pull of a diamond with 2^40 paths is answered in time, with each block once',
  run: (bench) => pullsLarge(bench, diamond(bench.salt, LEVELS), DIAMOND),
})

const pushDiamond = onServer('adv-9/server/push-diamond', {
  requirements: ['SEC-4', 'RND-2', 'PUSH-5'],
  about: 'a push of the root of a diamond that is there, and of a whole one, is answered in time',
  async run(bench) {
    const [held, fresh] = [diamond(bench.salt, LEVELS), diamond(`fresh ${bench.salt}`, LEVELS)]
    if (bench.exact) {
      const what = `a push of the root of ${DIAMOND} that is there`
      await pushesLarge(bench, held.slice(1), held.slice(0, 1), what)
    }
    await pushesLarge(bench, [], fresh, `a push of ${DIAMOND}`)
  },
})

const pullChain = onServer('adv-9/server/pull-chain', {
  requirements: ['SEC-2', 'SEC-4'],
  about: 'a pull of a chain of 100,000 blocks is answered in time',
  run: (bench) => pullsLarge(bench, deep(saltOf(bench)), CHAIN),
})

const pushChain = onServer('adv-9/server/push-chain', {
  requirements: ['SEC-2', 'SEC-4', 'PUSH-5'],
  about:
    'a push of a chain of 100,000 blocks is answered in time, and of its root to who has the rest',
  async run(bench) {
    const blocks = deep(`push ${saltOf(bench)}`)
    await pushesLarge(bench, [], blocks, `a push of ${CHAIN}`)
    if (!bench.exact) return
    const what = `a push of the root of ${CHAIN} that is there`
    await pushesLarge(bench, blocks.slice(1), blocks.slice(0, 1), what)
  },
})

const clientDiamond = onClient('adv-9/client/diamond', {
  requirements: ['SEC-4', 'RND-2', 'RND-15'],
  about: 'a diamond with 2^40 paths is pulled and pushed in time',
  async run(bench) {
    await pulledLarge(bench, diamond(bench.salt, LEVELS), DIAMOND)
    await pushedLarge(bench, diamond(bench.salt, LEVELS), DIAMOND)
  },
})

const clientPull = onClient('adv-9/client/pull-chain', {
  requirements: ['SEC-2', 'SEC-4'],
  about: 'a chain of 100,000 blocks is pulled in time',
  run: (bench) => pulledLarge(bench, deep(`${bench.context.seed}`), CHAIN),
})

const clientPush = onClient('adv-9/client/push-chain', {
  requirements: ['SEC-2', 'SEC-4'],
  about: 'a chain of 100,000 blocks is pushed in time',
  run: (bench) => pushedLarge(bench, deep(`${bench.context.seed}`), CHAIN),
})

/** Paths without number, and depth without end. */
export const adv9: readonly Check[] = [
  pullDiamond,
  pushDiamond,
  pullChain,
  pushChain,
  clientDiamond,
  clientPull,
  clientPush,
]
