import { platform } from 'node:os'
import process from 'node:process'
import { expect, it } from 'vitest'
import { anonymousBytes, parseRssAnon } from '../../src/growth/memory.js'

it('reads anonymous memory and not the rest', () => {
  const status = 'VmRSS:\t   90000 kB\nRssAnon:\t   61234 kB\nRssFile:\t   28766 kB\n'
  expect(parseRssAnon(status)).toBe(61_234 * 1024)
})

it('says that it is not measured where the system does not say', () => {
  expect(parseRssAnon('VmRSS:\t   90000 kB\n')).toBeUndefined()
  // Process ids end long before.
  expect(anonymousBytes(2 ** 30)).toBeUndefined()
})

it.runIf(platform() === 'linux')('sees memory that is taken', () => {
  const size = 64 * 1024 * 1024
  const before = anonymousBytes(process.pid)!
  const taken = Buffer.alloc(size, 1)
  expect(anonymousBytes(process.pid)! - before).toBeGreaterThan(size / 2)
  expect(taken).toHaveLength(size)
})
