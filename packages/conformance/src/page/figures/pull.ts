import type { Pins } from '../../spec/pins.js'
import type { Markdown } from '../markdown.js'
import { figure } from './frame.js'
import { type Step, sequence, sequenceWidth } from './sequence.js'

/** A pull in two rounds: a block that a false positive hid is asked for by name. */
export function pullFigure(pins: Pins, { inline }: Markdown) {
  const { drawing, height } = sequence('Client · receiver', 'Server · sender', steps(pins))
  return figure(
    {
      id: 'figure-pull',
      title: 'A pull in two rounds',
      description:
        'The client asks for R with a filter of the older version that it holds. The server answers with ' +
        'R and B. A false positive hid b1, so the client asks for b1 by name and gets it.',
      caption: inline(
        'The client holds an older version of the DAG below R (the one of the figure in Rounds): A with all ' +
          'below it, and b2. What hits its filter stays at home. b1 is a false positive and with it a ' +
          '*straggler*: the next round names it (RND-1), and what is named is sent (RND-10). A server that ' +
          `has none of the roots answers ${pins['PULL-5'].statusNotFound} instead (PULL-5).`,
      ),
      width: sequenceWidth,
      height,
    },
    drawing,
  )
}

function steps(pins: Pins): readonly Step[] {
  const { pullRoots, hashes, filter } = pins['MSG-1']
  const request = `${pins['HTTP-2'].method} ${pins['HTTP-1'].pull}`
  const answer = `${pins['PULL-5'].statusAvailable} · CAR`
  return [
    { kind: 'round', says: 'Round 1' },
    {
      kind: 'message',
      from: 'client',
      says: request,
      holds: [`${pullRoots}: [R]`, `${hashes}, ${filter}: filter of A a1 a2 b2`],
    },
    {
      kind: 'note',
      at: 'server',
      says: ['Walks from R.', 'A, b2: hits, left out', 'b1: a hit too, by accident'],
    },
    { kind: 'message', from: 'server', says: answer, holds: ['header roots: [R]', 'blocks: R B'] },
    {
      kind: 'note',
      at: 'client',
      says: ['Verifies, stores, looks.', 'b1 is missing: a straggler'],
    },
    { kind: 'round', says: 'Round 2' },
    {
      kind: 'message',
      from: 'client',
      says: request,
      holds: [`${pullRoots}: [b1]`, `${hashes}, ${filter}: filter of R A B a1 a2 b2`],
    },
    {
      kind: 'note',
      at: 'server',
      says: ['b1 was asked for by name:', 'sent though it hits'],
    },
    { kind: 'message', from: 'server', says: answer, holds: ['header roots: [b1]', 'blocks: b1'] },
    {
      kind: 'note',
      at: 'client',
      says: ['Nothing missing: complete.', 'The client ends the pull.'],
    },
  ]
}
