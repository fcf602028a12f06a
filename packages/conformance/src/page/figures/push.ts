import type { Pins } from '../../spec/pins.js'
import type { Markdown } from '../markdown.js'
import { figure } from './frame.js'
import { type Step, sequence, sequenceWidth } from './sequence.js'

/** A push in two rounds: a cold call with one block, then what the answer lists. */
export function pushFigure(pins: Pins, { inline }: Markdown) {
  const { drawing, height } = sequence('Client · sender', 'Server · receiver', steps(pins))
  const { statusGoOn, statusComplete } = pins['PUSH-6']
  return figure(
    {
      id: 'figure-push',
      title: 'A push in two rounds',
      description:
        'The client sends R alone. The server stores it and answers that B is missing, with a filter of ' +
        'what it has. The client sends B and b1 and leaves out b2, which hits. The server reports success.',
      caption: inline(
        'The first round is a cold call (PUSH-4), here of one block. The server follows the links of R, ' +
          'finds A in its store and B nowhere, and lists B; what it holds below the older version named by ' +
          `\`diff\` is in the filter (PUSH-15). Status ${statusGoOn} asks for more, ${statusComplete} says ` +
          'that nothing is missing (PUSH-6).',
      ),
      width: sequenceWidth,
      height,
    },
    drawing,
  )
}

function steps(pins: Pins): readonly Step[] {
  const { hashes, filter } = pins['MSG-1']
  const { pushRoots } = pins['MSG-2']
  const { statusGoOn, statusComplete } = pins['PUSH-6']
  const request = `${pins['HTTP-2'].method} ${pins['HTTP-1'].push}?${pins['HTTP-11'].diff}=O`
  return [
    { kind: 'round', says: 'Round 1 · cold call' },
    { kind: 'message', from: 'client', says: request, holds: ['header roots: [R]', 'blocks: R'] },
    {
      kind: 'note',
      at: 'server',
      says: ['Verifies and stores R.', 'A is held, B is missing'],
    },
    {
      kind: 'message',
      from: 'server',
      says: `${statusGoOn} · go on`,
      holds: [`${pushRoots}: [B]`, `${hashes}, ${filter}: filter of R A a1 a2 b2`],
    },
    {
      kind: 'note',
      at: 'client',
      says: ['B was listed: sent.', 'b1: no hit, sent', 'b2: a hit, left out'],
    },
    { kind: 'round', says: 'Round 2' },
    {
      kind: 'message',
      from: 'client',
      says: request,
      holds: ['header roots: [R]', 'blocks: B b1'],
    },
    { kind: 'note', at: 'server', says: ['Everything below R is held.'] },
    {
      kind: 'message',
      from: 'server',
      says: `${statusComplete} · complete`,
      holds: [`${pushRoots}: []`, `${hashes}, ${filter}: may be empty`],
    },
  ]
}
