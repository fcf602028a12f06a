//! An adapter: lets the conformance suite drive rs-car-mirror, by JSON lines on stdin and stdout.

mod bloom;
mod car;
mod client;
mod failure;
mod messages;
mod protocol;
mod round;
mod server;
mod store;
mod workers;

use protocol::{hello, Failure, Request};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::value::{to_raw_value, RawValue};
use server::LiveServer;
use std::io::{self, BufRead, Write};

type Answer = Result<Box<RawValue>, Failure>;
type Operation = fn(&RawValue, &mut LiveServer) -> Answer;

/// Everything but `hello`.
const OPERATIONS: [(&str, Operation); 17] = [
    ("xxh3", |input, _| on(input, bloom::xxh3)),
    ("indices", |input, _| on(input, bloom::indices)),
    ("parameters", |input, _| on(input, bloom::parameters)),
    ("insert", |input, _| on(input, bloom::insert)),
    ("has", |input, _| on(input, bloom::has)),
    ("pull.encode", |input, _| on(input, messages::encode_pull)),
    ("pull.decode", |input, _| on(input, messages::decode_pull)),
    ("push.encode", |input, _| on(input, messages::encode_push)),
    ("push.decode", |input, _| on(input, messages::decode_push)),
    ("car.encode", |input, _| on(input, car::encode)),
    ("car.decode", |input, _| on(input, car::decode)),
    ("send", |input, _| on(input, round::send)),
    ("receive", |input, _| on(input, round::receive)),
    ("serve", |input, live| on(input, |input| live.serve(input))),
    ("dump", |input, live| on(input, |input| live.dump(input))),
    ("pull", |input, _| on(input, client::pull)),
    ("push", |input, _| on(input, client::push)),
];

fn main() -> io::Result<()> {
    let mut live = LiveServer::default();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let request: Request = serde_json::from_str(&line)?;
        let mut answer = protocol::written(request.id, answer_to(&request, &mut live))?;
        answer.push(b'\n');
        let mut stdout = io::stdout().lock();
        stdout.write_all(&answer)?;
        stdout.flush()?;
    }
    Ok(())
}

fn answer_to(request: &Request, live: &mut LiveServer) -> Answer {
    if request.op == "hello" {
        let names = OPERATIONS.map(|(name, _)| name);
        return on(request.input, |input| hello(input, names));
    }
    match OPERATIONS.iter().find(|(name, _)| *name == request.op) {
        Some((_, run)) => run(request.input, live),
        None => Err(Failure::unsupported(format!("no operation {}", request.op))),
    }
}

/// Reads the input of an operation, and writes what comes out.
fn on<I: DeserializeOwned, O: Serialize>(
    input: &RawValue,
    run: impl FnOnce(I) -> Result<O, Failure>,
) -> Answer {
    // What the port's own types cannot hold, it has no notion of.
    let input = serde_json::from_str(input.get())
        .map_err(|error| Failure::unsupported(format!("input: {error}")))?;
    Ok(raw(&run(input)?))
}

/// JSON of the adapter's own types, which can always be written.
fn raw(value: &impl Serialize) -> Box<RawValue> {
    to_raw_value(value).expect("the adapter's answers are JSON")
}
