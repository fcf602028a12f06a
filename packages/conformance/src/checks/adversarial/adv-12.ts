import { type Framed, raw } from '@car-mirror/vectors/by-hand'
import { type Check, onClient, onServer } from '../check.js'
import { type Blocks, family } from '../dags/dags.js'
import { askedIn } from '../reference/scripts.js'
import { expectComplete, expectDone, expectNotStored, expectStored } from './expect.js'

interface Order {
  readonly name: string
  /** To follow "a CAR". */
  readonly what: string
  readonly requirements: readonly string[]
  readonly held: (dag: Blocks) => readonly Framed[]
  readonly sent: (dag: Blocks, stranger: Framed) => readonly Framed[]
}

/** Orders of blocks that nobody promised, and nobody forbids. */
const ORDERS: readonly Order[] = [
  {
    name: 'unexpected-block',
    what: 'that begins with a block that nothing links to',
    requirements: ['RND-21'],
    held: () => [],
    sent: ({ all }, stranger) => [stranger, ...all],
  },
  {
    name: 'known-block-first',
    what: 'that begins with a block that is there',
    requirements: ['RND-22'],
    held: ({ root }) => [root],
    sent: ({ all }) => all,
  },
  {
    name: 'child-before-parent',
    what: 'in which each child comes before its parent',
    requirements: ['RND-23'],
    held: () => [],
    sent: ({ all }) => [...all].reverse(),
  },
  {
    name: 'duplicate-block',
    what: 'in which a block comes twice',
    requirements: ['RND-22'],
    held: () => [],
    sent: ({ root, all }) => [root, ...all],
  },
]

function onServerIn({ name, what, requirements, held, sent }: Order): Check {
  return onServer(`adv-12/server/${name}`, {
    requirements: [...requirements, 'PUSH-5'],
    about: `a push of a CAR ${what} is read to its end, and nothing unrelated is stored`,
    async run(bench) {
      const dag = family(bench.salt)
      const stranger = raw(`stranger ${bench.salt}`)
      await bench.serve(held(dag))
      const push = `a push of a CAR ${what}`
      const outgoing = bench.wire.pushNaming([dag.root.cid], sent(dag, stranger))
      expectComplete(bench, await bench.askPush(outgoing, push), push)
      if (await bench.holds(stranger)) {
        bench.evidence.problem('The server has stored a block that nothing links to.')
      }
    },
  })
}

function onClientIn({ name, what, requirements, held, sent }: Order): Check {
  return onClient(`adv-12/client/${name}`, {
    requirements: [...requirements, 'RND-27'],
    about: `a pull of a CAR ${what} completes, and nothing unrelated is stored`,
    async run(bench) {
      const { wire } = bench
      const dag = family(bench.salt)
      const stranger = raw(`stranger ${bench.salt}`)
      const when = `the server sends a CAR ${what}`
      const ran = await bench.pull(
        {
          roots: [dag.root],
          store: held(dag),
          script: (seen) => wire.gives(askedIn(wire, seen), sent(dag, stranger)),
          rounds: 8,
        },
        when,
      )
      expectDone(bench, ran, when)
      expectStored(bench, ran, dag.all, when)
      expectNotStored(bench, ran, stranger, when)
    },
  })
}

/** Blocks in an order that makes a receiver stall, or store what it should not. */
export const adv12: readonly Check[] = [...ORDERS.map(onServerIn), ...ORDERS.map(onClientIn)]
