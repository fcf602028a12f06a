import { carMutants } from './car.js'
import { filterMutants } from './filter.js'
import { httpMutants } from './http.js'
import { messageMutants } from './messages.js'
import { modelMutants } from './model.js'
import type { Mutant } from './mutant.js'
import { pullMutants } from './pull.js'
import { pushMutants } from './push.js'
import { receiverMutants } from './receiver.js'
import { senderMutants } from './sender.js'
import { statusMutants } from './status.js'

/** Every deliberately broken implementation, at least one for each testable MUST and SHOULD. */
export const mutants: readonly Mutant[] = [
  ...modelMutants,
  ...statusMutants,
  ...senderMutants,
  ...receiverMutants,
  ...pullMutants,
  ...pushMutants,
  ...filterMutants,
  ...messageMutants,
  ...carMutants,
  ...httpMutants,
]
