import { html, type Markup } from '../html.js'
import type { Markdown } from '../markdown.js'
import { figure, text } from './frame.js'

/** What becomes of a block in a round. */
type Fate = 'sent' | 'hit' | 'unvisited' | 'held'

interface Node {
  readonly name: string
  readonly fate: Fate
  /** Asked for by name. */
  readonly requested?: true
}

interface Pane {
  readonly title: string
  readonly nodes: readonly Node[]
}

const places: Readonly<Record<string, readonly [number, number]>> = {
  R: [125, 82],
  A: [65, 162],
  B: [185, 162],
  a1: [35, 242],
  a2: [95, 242],
  b1: [155, 242],
  b2: [215, 242],
}
const links = ['R A', 'R B', 'A a1', 'A a2', 'B b1', 'B b2']

const rounds: readonly Pane[] = [
  {
    title: 'Round 1: R is asked for',
    nodes: [
      { name: 'R', fate: 'sent', requested: true },
      { name: 'A', fate: 'hit' },
      { name: 'B', fate: 'sent' },
      { name: 'a1', fate: 'unvisited' },
      { name: 'a2', fate: 'unvisited' },
      { name: 'b1', fate: 'hit' },
      { name: 'b2', fate: 'hit' },
    ],
  },
  {
    title: 'Round 2: b1 is asked for',
    nodes: [
      { name: 'R', fate: 'held' },
      { name: 'A', fate: 'held' },
      { name: 'B', fate: 'held' },
      { name: 'a1', fate: 'held' },
      { name: 'a2', fate: 'held' },
      { name: 'b1', fate: 'sent', requested: true },
      { name: 'b2', fate: 'held' },
    ],
  },
]

/** With the place of each, for their words are of unlike length. */
const legend: readonly (readonly [Node, string, number])[] = [
  [{ name: '', fate: 'sent' }, 'sent', 4],
  [{ name: '', fate: 'hit' }, 'hits the filter', 78],
  [{ name: '', fate: 'unvisited' }, 'not walked to', 210],
  [{ name: '', fate: 'sent', requested: true }, 'asked for by name', 350],
]

/** Which blocks a sender sends, leaves out, and never comes to. */
export function dagFigure({ inline }: Markdown): Markup {
  return figure(
    {
      id: 'figure-dag',
      title: 'What a sender makes of a filter',
      description:
        'A DAG of seven blocks in two rounds. Round 1: R was asked for and is sent; A hits the filter, so ' +
        'a1 and a2 below it are not visited; B is sent; b1 and b2 hit. Round 2: b1 was asked for and is ' +
        'sent, though it hits.',
      caption: inline(
        'The receiver holds A, a1, a2 and b2. A hit is left out (RND-11) and nothing below it is looked at ' +
          '(RND-12). b1 hits by accident; nobody can tell from the filter. The receiver finds it missing, ' +
          'asks for it by name, and a requested root is sent whatever the filter says (RND-10).',
      ),
      width: 512,
      height: 318,
    },
    html`${rounds.map(drawPane)}${legend.map(drawLegend)}`,
  )
}

function drawPane(pane: Pane, i: number): Markup {
  return html`<g transform="translate(${i * 262} 0)">
<rect x="2" y="2" width="246" height="272" rx="6" class="pane"/>
${text(125, 30, pane.title, { anchor: 'middle', look: 'strong' })}
${links.map((link) => drawLink(link, pane))}
${pane.nodes.map((node) => drawNode(node, places[node.name]!))}
</g>`
}

function drawLink(link: string, pane: Pane): Markup {
  const [parent, child] = link.split(' ') as [string, string]
  const [x1, y1] = places[parent]!
  const [x2, y2] = places[child]!
  const walked = pane.nodes.some(({ name, fate }) => name === parent && fate === 'sent')
  return html`<path d="M${x1} ${y1} L${x2} ${y2}" class="${walked ? 'arrow' : 'arrow dashed faint'}"/>`
}

function drawNode({ name, fate, requested }: Node, [x, y]: readonly [number, number]): Markup {
  const ring = requested && html`<circle cx="${x}" cy="${y}" r="24" class="ring"/>`
  const strike =
    fate === 'hit' && html`<path d="M${x - 13} ${y + 13} L${x + 13} ${y - 13}" class="strike"/>`
  return html`<circle cx="${x}" cy="${y}" r="24" class="ground"/>${ring}
<circle cx="${x}" cy="${y}" r="18" class="node ${fate}"/>${strike}
${text(x, y + 5, name, { anchor: 'middle', look: `node-name ${fate}` })}`
}

function drawLegend([node, words, x]: readonly [Node, string, number]): Markup {
  return html`<g transform="translate(${x} 284) scale(0.5)">${drawNode(node, [24, 28])}</g>
${text(x + 30, 303, words, { look: 'small' })}`
}
