import { ratioGoal } from '../goals.js'
import type { Absent, Extent, Row, Section, Suite } from '../section.js'
import { Counts } from './counts.js'
import { type Effort, efforts } from './effort.js'
import { type Lane, openLane } from './lane.js'
import { inTurn, type Measured, OursFailed, reasonOf } from './measure.js'
import { networkTitle } from './network.js'
import { notes } from './notes.js'
import { buildOpponent, type Opponent, type OpponentGroup, oursCommand } from './opponents.js'
import { type Match, plan } from './plan.js'
import type { Work } from './work.js'
import { Workshop } from './workshop.js'

const NAME = 'end-to-end'

/** Fraction of the full size that a short run takes. */
const SHORT = 1 / 50

/** @param vs opponents of one group only */
export function endToEndSuite(vs?: OpponentGroup): Suite {
  return {
    name: NAME,
    async run(extent, say) {
      const workshop = new Workshop(extent === 'short' ? SHORT : 1)
      try {
        return await new EndToEnd(extent, workshop, say).section(plan(extent, vs))
      } finally {
        workshop.close()
      }
    },
  }
}

class EndToEnd {
  readonly #effort: Effort
  readonly #workshop: Workshop
  readonly #say: (line: string) => void
  /** Why an opponent cannot run; undefined if it can. */
  readonly #built = new Map<Opponent, string | undefined>()
  readonly #rows: Row[] = []
  readonly #absent: Absent[] = []
  readonly #failures: string[] = []
  readonly #counts = new Counts()

  constructor(extent: Extent, workshop: Workshop, say: (line: string) => void) {
    this.#effort = efforts[extent]
    this.#workshop = workshop
    this.#say = say
  }

  async section(matches: readonly Match[]): Promise<Section> {
    for (const match of matches) await this.#play(match)
    return {
      name: NAME,
      title: 'End to end',
      rows: this.#rows,
      facts: this.#counts.facts(),
      absent: this.#absent,
      failures: this.#failures,
      plots: [],
      notes,
    }
  }

  async #play(match: Match): Promise<void> {
    try {
      await this.#meet(match, await this.#workshop.work(match.work))
    } catch (error) {
      const failure = `${match.work}, ${match.direction}: ${reasonOf(error)}`
      this.#failures.push(failure)
      this.#say(`failed: ${failure}`)
    }
  }

  /** @throws OursFailed */
  async #meet(match: Match, work: Work): Promise<void> {
    const [title, opponent] = [titleOf(match, work), match.opponent.name]
    const why = this.#build(match.opponent)
    if (why !== undefined) return this.#miss(title, opponent, why)
    try {
      const found = await this.#measure(match, work, title)
      this.#keep(title, opponent, found)
      if (match.network || match.isOnDisk || match.isWarm) return
      this.#counts.add(title, match.direction, work, found.counts)
    } catch (error) {
      if (error instanceof OursFailed) throw error
      this.#miss(title, opponent, reasonOf(error))
    }
  }

  async #measure(match: Match, work: Work, title: string): Promise<Measured> {
    const goal = ratioGoal(NAME, title, match.opponent.name)
    const ours = await this.#lane(match, work, oursCommand).catch((cause) => {
      throw new OursFailed(reasonOf(cause), { cause })
    })
    try {
      const theirs = await this.#lane(match, work, match.opponent.command)
      try {
        return await inTurn(ours, theirs, this.#effort, goal)
      } finally {
        await theirs.close()
      }
    } finally {
      await ours.close()
    }
  }

  #lane(match: Match, work: Work, command: readonly string[]): Promise<Lane> {
    const { direction, network, isOnDisk, isWarm } = match
    return openLane({
      command,
      direction,
      work,
      ...(isWarm && command === oursCommand && { isWarm }),
      ...(network && { network }),
      ...(isOnDisk && { folder: () => this.#workshop.emptyFolder() }),
    })
  }

  #build(opponent: Opponent): string | undefined {
    if (!this.#built.has(opponent)) this.#built.set(opponent, buildOpponent(opponent))
    return this.#built.get(opponent)
  }

  #keep(work: string, opponent: string, { counts, ...found }: Measured): void {
    const goal = ratioGoal(NAME, work, opponent)
    const row = { work, opponent, unit: 'ms', ...found, ...(goal !== undefined && { goal }) }
    this.#rows.push(row)
    const least = found.atLeast ? 'at least ' : ''
    this.#say(`${work}, ${opponent}: ${least}${found.ratio.median.toFixed(2)} x`)
  }

  #miss(work: string, opponent: string, why: string): void {
    this.#absent.push({ work, opponent, why })
    this.#say(`${work}, ${opponent}: could not run: ${why}`)
  }
}

function titleOf({ direction, network, isOnDisk, isWarm }: Match, { title }: Work): string {
  const words = [title, direction]
  if (isWarm) words.push('warm')
  if (isOnDisk) words.push('on disk')
  if (network) words.push(networkTitle(network))
  return words.join(', ')
}
