// The executable model as an adapter, or one of the mutants of it: `node model.js [MUTANT-ID]`. What the
// suite cannot find wrong with a mutant it will not find wrong with a port either.

import process from 'node:process'
import { Model } from '../model/model.js'
import { mutants } from '../mutants/catalogue.js'
import { loadSpec } from '../spec/load.js'
import { answerLines } from './answer-lines.js'
import { codecHandlers } from './model/codec.js'
import { liveHandlers } from './model/live.js'
import { roundHandlers } from './model/rounds.js'

const [id] = process.argv.slice(2)
const mutant = mutants.find((one) => one.id === id)
if (id !== undefined && mutant === undefined) {
  process.stderr.write(`there is no mutant ${id}; kill-matrix.json lists them\n`)
  process.exit(2)
}

const model = new Model(loadSpec().pins)
mutant?.breaks(model)
await answerLines(
  { name: mutant?.id ?? 'model', version: '0.0.0', dialect: 'spec' },
  { ...codecHandlers(model), ...roundHandlers(model), ...liveHandlers(model) },
)
