import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { importResult } from '../src/schemas.js'
import { parseJson, Running } from './support/command.js'
import { useTemp } from './support/temp.js'

const CHECKOUT = fileURLToPath(new URL('../../../checkout.mjs', import.meta.url))
const MAIN = ['packages/cli', 'main.js']
const temp = useTemp()

it('runs a built script where the person is, with nothing of its own on stdout', async () => {
  await writeFile(temp('file'), 'hello')
  const args = [...MAIN, 'import', 'file', '--store', 'store', '--json']
  const ended = await new Running(args, CHECKOUT, { cwd: temp() }).ended
  expect(ended.code).toBe(0)
  expect(ended.stdout.split('\n')).toHaveLength(2)
  parseJson(importResult, ended)
})

it('ends with the exit code of the script', async () => {
  expect((await new Running([...MAIN, 'nonsense'], CHECKOUT).ended).code).toBe(2)
})

it('passes signals on', async () => {
  const args = [...MAIN, 'serve', '--port', '0', '--store', temp('store')]
  const server = new Running(args, CHECKOUT)
  while (!server.stdout.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await server.stop('SIGTERM')).toMatchObject({ code: 0 })
})
