import { SingleBar } from 'cli-progress'
import { formatBytes, formatCount, note } from './output.js'

/** Totals so far. */
interface Counts {
  readonly rounds?: number
  readonly blocks?: number
  readonly bytes: number
}

export interface ProgressBar {
  show(counts: Counts): void
  stop(): void
}

const PLAIN_LINE_MS = 2000
const WIDTH = 20

/** Progress on stderr: one line that moves on a terminal, a line every two seconds elsewhere. */
export function progressBar(label: string): ProgressBar {
  const started = performance.now()
  const line = (counts: Counts) => describe(label, counts, performance.now() - started)
  return process.stderr.isTTY ? movingBar(line) : plainLines(line)
}

function movingBar(line: (counts: Counts) => string): ProgressBar {
  let counts: Counts = { bytes: 0 }
  let frame = 0
  const format = () => `${slider(frame++)} ${line(counts)}`
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, fps: 10 })
  bar.start(1, 0)
  return {
    show(news) {
      counts = news
    },
    stop: () => bar.stop(),
  }
}

function plainLines(line: (counts: Counts) => string): ProgressBar {
  let counts: Counts | undefined
  const timer = setInterval(() => {
    if (counts) note(line(counts))
    counts = undefined
  }, PLAIN_LINE_MS)
  return {
    show(news) {
      counts = news
    },
    stop: () => clearInterval(timer),
  }
}

/** How much there will be is not known beforehand, so the bar tells of life and not of an end. */
function slider(frame: number): string {
  const turn = frame % (2 * WIDTH)
  const at = turn < WIDTH ? turn : 2 * WIDTH - 1 - turn
  return `${'░'.repeat(at)}█${'░'.repeat(WIDTH - 1 - at)}`
}

function describe(label: string, { rounds, blocks, bytes }: Counts, ms: number): string {
  const parts = [
    ...(rounds === undefined ? [] : [formatCount(rounds, 'round')]),
    ...(blocks === undefined ? [] : [formatCount(blocks, 'block')]),
    formatBytes(bytes),
    `${formatBytes((bytes / Math.max(ms, 1)) * 1000)}/s`,
  ]
  return `${label}: ${parts.join(', ')}`
}
