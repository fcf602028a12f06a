import { readFileSync, writeFileSync } from 'node:fs'
import { measureTables } from './measure.js'
import { filledPage, tuningTables } from './tuning-page.js'

/** Brings the tables of TUNING.md in line with what the engine does now. */
const path = new URL('../../TUNING.md', import.meta.url)
const tables = await measureTables('normal', console.log)
writeFileSync(path, filledPage(readFileSync(path, 'utf8'), tuningTables(tables)))
