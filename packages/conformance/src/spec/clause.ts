import type { Pins } from './pins.js'

export const levels = ['MUST', 'SHOULD', 'MAY'] as const
export type Level = (typeof levels)[number]

export const parties = ['sender', 'receiver', 'client', 'server'] as const
export type Party = (typeof parties)[number]

export const layers = ['codec', 'round', 'session', 'untestable'] as const
export type ClauseLayer = (typeof layers)[number]

/** One sentence that binds, with all that is said about it. */
export interface Clause {
  readonly id: string
  readonly title: string
  readonly level: Level
  readonly binds: readonly Party[]
  readonly layer: ClauseLayer
  /** Why it is untestable. */
  readonly reason?: string
  /** Upstream ids, and `ours`. */
  readonly sources: readonly string[]
  /** Markdown, without the line of the level, the pins and `open`. Empty where the pins say it all. */
  readonly text: string
  /** What upstream leaves open, and why it is pinned so. Markdown. */
  readonly open?: string
  readonly pins: Readonly<Record<string, unknown>>
  /** The pins as they stand in the table. */
  readonly rows: readonly PinRow[]
  /** Title of the section that it stands in, if its chapter has sections. */
  readonly section?: string
  readonly file: string
  /** Of its heading, from 1. */
  readonly line: number
  /** Place among all clauses, from 0. */
  readonly order: number
}

export interface PinRow {
  readonly name: string
  readonly value: unknown
  readonly meaning: string
  readonly line: number
}

export interface Section {
  readonly title: string
  /** Markdown between the heading and the first clause. */
  readonly intro: string
  readonly line: number
}

export interface Chapter {
  /** From the root of the repository: `spec/filter.md`. */
  readonly file: string
  readonly title: string
  readonly intro: string
  readonly sections: readonly Section[]
  readonly clauses: readonly Clause[]
}

/** An answer to an upstream statement that no clause can give. */
export interface Erratum {
  /** `E-3` */
  readonly id: string
  readonly title: string
  /** Upstream ids. */
  readonly answers: readonly string[]
  readonly text: string
  readonly file: string
  readonly line: number
}

/** What one upstream id stands for. */
export interface UpstreamItem {
  /** `CM-45`, `M4` */
  readonly id: string
  /** Its section of the upstream text; `gap` or `contradiction` where it does not stand there. */
  readonly place: string
  /** Markdown, one line. */
  readonly says: string
  readonly file: string
  readonly line: number
}

export interface Spec {
  readonly chapters: readonly Chapter[]
  /** In the order of the text. */
  readonly clauses: ReadonlyMap<string, Clause>
  readonly errata: readonly Erratum[]
  /** By upstream id, CM-1 to X9. */
  readonly upstream: ReadonlyMap<string, UpstreamItem>
  readonly pins: Pins
}
