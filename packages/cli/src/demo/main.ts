#!/usr/bin/env node
import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { cp, lstat, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CliError } from '../errors.js'
import type { ExportCarResult, ImportResult, TransferResult } from '../schemas.js'
import { CommandRunner } from './command.js'
import { makeRandomTree } from './random-tree.js'
import { Seeded } from './seeded.js'
import { type Row, table } from './table.js'
import { changeByte, firstDifference, pickFile } from './tree.js'

const USAGE = 'usage: npm run demo [-- [DIR] [--seed NUMBER]]'

const temp = await mkdtemp(join(tmpdir(), 'car-mirror-demo-'))
const commands = new CommandRunner(temp)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await commands.stopAll()
    rmSync(temp, { recursive: true, force: true })
    process.exit(130)
  })
}
try {
  process.exitCode = await demo()
} catch (error) {
  process.stderr.write(`demo: ${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  await commands.stopAll()
  await rm(temp, { recursive: true, force: true })
}

/** Runs it all; resolves to the exit code. */
async function demo(): Promise<number> {
  const options = readArguments()
  if (!options) return 2
  const random = new Seeded(options.seed)
  await prepare(options.directory, options.seed, random)
  const file = await pickFile(join(temp, 'tree'), random)
  if (file === undefined) {
    throw new CliError('ERR_NOTHING_TO_CHANGE', `there is no file in ${options.directory}`)
  }
  const rows = await mirror(file)
  say(`\n${table(rows)}`)
  const difference = await firstDifference(join(temp, 'tree'), join(temp, 'copy'))
  if (difference === undefined)
    say('\nThe copy at C is the same as the directory at A, byte for byte.')
  else say(`\nThe copy at C is not the directory at A: ${difference}`)
  return difference === undefined ? 0 : 1
}

/** From A to B, a change to a file, from A to B again, from B to C. */
async function mirror(file: string): Promise<Row[]> {
  say('\nNode A holds a directory. Node B is a server of its own that has nothing.')
  const first = await commands.run<ImportResult>('import', 'tree', '--store', 'a')
  const server = await commands.serve('--store', 'b', '--port', '0')
  const cold = await push(first.root, server.url)

  await changeByte(join(temp, 'tree', file))
  say(`\nOne byte of ${file} changes. B is not told which.`)
  const second = await commands.run<ImportResult>('import', 'tree', '--store', 'a')
  const warm = await push(second.root, server.url)

  say('\nNode C is empty and takes it from B.')
  const { root } = second
  const pulled = await commands.run<TransferResult>('pull', root, server.url, '--store', 'c')
  await commands.run('export', root, 'copy', '--store', 'c')
  await server.stop()

  const [firstCar, secondCar] = [await carSize(first.root), await carSize(root)]
  return [
    { name: 'push A to B, cold', transfer: cold, wholeCar: firstCar },
    { name: 'push A to B, one byte changed', transfer: warm, wholeCar: secondCar },
    { name: 'pull B to C, cold', transfer: pulled, wholeCar: secondCar },
  ]
}

function push(root: string, url: string): Promise<TransferResult> {
  return commands.run('push', root, url, '--store', 'a')
}

async function carSize(root: string): Promise<number> {
  const car = ['export', root, '--car', `${root}.car`, '--store', 'a']
  return (await commands.runSilently<ExportCarResult>(...car)).bytes
}

/** What is mirrored is a copy, because a file in it will be changed. */
async function prepare(directory: string | undefined, seed: number, random: Seeded): Promise<void> {
  const tree = join(temp, 'tree')
  if (directory === undefined) {
    say(`Making a random directory of 64 MiB: 400 files, seed ${seed}`)
    return makeRandomTree(tree, random)
  }
  if (!(await isDirectory(directory))) {
    throw new CliError('ERR_UNREADABLE', `${directory} is not a directory`)
  }
  say(`Copying ${directory}`)
  const filter = async (path: string) => {
    const found = await lstat(path)
    return found.isFile() || found.isDirectory() || found.isSymbolicLink()
  }
  await cp(directory, tree, { recursive: true, verbatimSymlinks: true, filter })
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}

function readArguments(): { directory: string | undefined; seed: number } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { seed: { type: 'string' } },
      allowPositionals: true,
    })
    const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
    if (positionals.length > 1 || !Number.isSafeInteger(seed)) throw new TypeError(USAGE)
    return { directory: positionals[0] && resolve(positionals[0]), seed }
  } catch {
    process.stderr.write(`${USAGE}\n`)
    return undefined
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
