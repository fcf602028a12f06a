import type { Pins } from '../spec/pins.js'
import { CarModel } from './car.js'
import { ClientModel } from './client.js'
import { DagModel } from './dag.js'
import { FilterModel } from './filter.js'
import { MessageModel } from './message.js'
import { ReceiverModel } from './receiver.js'
import { SenderModel } from './sender.js'
import { ServerModel } from './server.js'
import { VerifyModel } from './verify.js'

/**
 * The specification, executable: plain and slow, each decision a method that cites its clause. Numbers
 * come from the text. It shares no code with the packages that are tested against it.
 */
export class Model {
  readonly pins: Pins
  readonly filter: FilterModel
  readonly messages: MessageModel
  readonly cars: CarModel
  readonly dag: DagModel
  readonly verify: VerifyModel
  readonly sender: SenderModel
  readonly receiver: ReceiverModel
  readonly server: ServerModel
  readonly client: ClientModel

  /** @param pins of the text, or of a dialect; copied, so that a mutant may change them */
  constructor(pins: Pins) {
    this.pins = structuredClone(pins)
    this.filter = new FilterModel(this.pins)
    this.messages = new MessageModel(this.pins, this.filter)
    this.cars = new CarModel(this.pins)
    this.dag = new DagModel(this.pins)
    this.verify = new VerifyModel(this.pins)
    this.sender = new SenderModel(this.dag, this.filter)
    this.receiver = new ReceiverModel(this.dag, this.filter, this.verify)
    this.server = new ServerModel(this.pins, this)
    this.client = new ClientModel(this.pins, this)
  }
}
