import { formatBytes, formatTime } from '../output.js'
import type { TransferResult } from '../schemas.js'

export interface Row {
  readonly name: string
  readonly transfer: TransferResult
  /** Bytes of a CAR that holds all of it. */
  readonly wholeCar: number
}

const HEAD = ['', 'rounds', 'blocks', 'on the wire', 'whole CAR', 'saved', 'duplicates', 'time']

/** Bytes in both directions, requests and answers. */
function onTheWire({ bytes }: TransferResult): number {
  return bytes.sent + bytes.received
}

export function table(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(toCells)]
  const widths = HEAD.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)))
  return cells
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))),
    )
    .map((row) => row.join('  '))
    .join('\n')
}

function toCells({ name, transfer, wholeCar }: Row): string[] {
  const wire = onTheWire(transfer)
  return [
    name,
    String(transfer.rounds),
    (transfer.blocks.sent + transfer.blocks.received).toLocaleString('en'),
    formatBytes(wire),
    formatBytes(wholeCar),
    `${percent(1 - wire / wholeCar)} %`,
    String(transfer.duplicates),
    formatTime(transfer.ms),
  ]
}

/** Overhead too small to show is not shown as `-0.0`. */
function percent(fraction: number): string {
  return (Math.round(fraction * 1000) / 10 || 0).toFixed(1)
}
