import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from '../author/paths.js'
import type { Cell } from './run-cell.js'
import { legend, matrixTable } from './table.js'

const MATRIX = join(paths.root, 'packages/conformance/interop.json')
const README = join(paths.root, 'README.md')
const OURS = 'ours'

const START = '<!-- interop: npm run -s interop -- --write -->'
const END = '<!-- /interop -->'

/** The cells as they were published last. */
export function publishedCells(): Cell[] {
  return (JSON.parse(readFileSync(MATRIX, 'utf8')) as { cells: Cell[] }).cells
}

/** Writes the matrix as JSON, and as tables into the README. */
export function publish(cells: readonly Cell[]): void {
  const made = { command: 'npm run -s interop -- --write', legend }
  const rows = cells.map((cell) => JSON.stringify(cell)).join(',\n    ')
  const head = JSON.stringify(made, null, 2).slice(0, -2)
  writeFileSync(MATRIX, `${head},\n  "cells": [\n    ${rows}\n  ]\n}\n`)
  const text = readFileSync(README, 'utf8')
  const [before, rest] = text.split(START) as [string, string]
  const after = rest.split(END)[1]!
  writeFileSync(README, `${before}${START}\n\n${tables(cells)}\n\n${END}${after}`)
}

function isOurs({ client, server }: Pick<Cell, 'client' | 'server'>): boolean {
  return client === OURS || server === OURS
}

function tables(cells: readonly Cell[]): string {
  return [
    matrixTable(cells, (client, server) => client !== server && isOurs({ client, server })),
    '',
    ...Object.entries(legend).map(([word, meaning]) => `- _${word}_: ${meaning}`),
    '',
    'Rust and Go each with their own kind, and with each other:',
    '',
    matrixTable(cells, (client, server) => !isOurs({ client, server })),
  ].join('\n')
}

/**
 * Cells of ours that end in another way than before. Words of errors may differ, and what the others do
 * among themselves is not ours to promise: some of it is a matter of luck.
 */
export function differences(before: readonly Cell[], after: readonly Cell[]): string[] {
  const key = ({ scenario, direction, client, server }: Cell) =>
    `${direction} ${client} from ${server}: ${scenario}`
  const endings = new Map(before.filter(isOurs).map((cell) => [key(cell), cell.ending]))
  const changed = after.filter(isOurs).flatMap((cell) => {
    const was = endings.get(key(cell))
    endings.delete(key(cell))
    if (was === cell.ending) return []
    const why = cell.detail === undefined ? '' : ` (${cell.detail})`
    return [`${key(cell)}: was ${was ?? 'not there'}, is ${cell.ending}${why}`]
  })
  return [...changed, ...[...endings.keys()].map((gone) => `${gone}: not run`)]
}
