import type { Markdown } from '../page/markdown.js'
import { chapterName } from '../page/words.js'
import type { Clause, Spec } from '../spec/clause.js'
import type { Results } from '../suite/results.js'

/** What every part of the page may need. */
export interface Context {
  readonly spec: Spec
  readonly markdown: Markdown
  /** Whether the page has results of several ports. */
  readonly several: boolean
}

/** The results of one port, and its place among all that the page has. */
export interface PortView {
  readonly results: Results
  readonly index: number
  /** Among several the version tells two of a name apart. */
  readonly title: string
}

/** What a link asks the filter for. */
export type Wish = Readonly<
  Partial<
    Record<'clause' | 'chapter' | 'layer' | 'level' | 'profile' | 'status' | 'how' | 'test', string>
  >
>

/** The address of what passes a filter: `#port=1&clause=BF-9`. */
export function linkTo({ several }: Context, { index }: PortView, wish: Wish): string {
  const query = new URLSearchParams({ ...(several && { port: String(index) }), ...wish })
  return `#${query}`
}

export function isTestable({ layer }: Clause): boolean {
  return layer !== 'untestable'
}

export function chapterOf({ clauses }: Spec, id: string): string | undefined {
  const clause = clauses.get(id)
  return clause && chapterName(clause.file)
}
