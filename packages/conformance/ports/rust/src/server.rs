//! The port's server, of which one runs at a time.

use crate::{
    protocol::{Block, Failure},
    store::{Fault, Store, Stored},
    workers::Workers,
};
use serde::{Deserialize, Serialize};
use std::io;
use tokio::net::TcpListener;

#[derive(Default)]
pub struct LiveServer(Option<Workers>);

#[derive(Deserialize)]
pub struct ServeInput {
    store: Vec<Block>,
    fault: Option<Fault>,
}

#[derive(Serialize)]
pub struct Serving {
    url: String,
}

#[derive(Deserialize)]
pub struct DumpInput {}

#[derive(Serialize)]
pub struct Dumped {
    stored: Vec<Stored>,
}

impl LiveServer {
    /// Replaces the one before, which is left behind if it has not come to its end.
    pub fn serve(&mut self, input: ServeInput) -> Result<Serving, Failure> {
        self.0 = None;
        let store = Store::of(input.store, input.fault);
        let (workers, url) = started(store).map_err(|error| {
            Failure::unspecified(format!("the server could not be started: {error}"))
        })?;
        self.0 = Some(workers);
        Ok(Serving { url })
    }

    pub fn dump(&self, _: DumpInput) -> Result<Dumped, Failure> {
        match &self.0 {
            Some(workers) => Ok(Dumped {
                stored: workers.store().stored(),
            }),
            None => Err(Failure::unspecified("no server runs")),
        }
    }
}

/// The port's own `serve`, but for the port.
fn started(store: Store) -> io::Result<(Workers, String)> {
    let workers = Workers::new(store.clone())?;
    let listener = workers.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let url = format!("http://{}", listener.local_addr()?);
    workers.start(async { axum::serve(listener, car_mirror_axum::app(store)).await });
    Ok((workers, url))
}
