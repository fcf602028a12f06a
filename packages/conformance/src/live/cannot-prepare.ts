import { PortProblem } from '../suite/port.js'

/** What a test needs cannot be had of this port, which says nothing of the port. */
export class CannotPrepare extends PortProblem {
  constructor(why: string) {
    super('unprepared', why)
  }
}
