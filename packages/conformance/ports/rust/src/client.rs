//! The port's client.

use crate::{
    protocol::{Block, Failure, WireCid},
    round::{cache, only_root},
    store::{Fault, Store, Stored},
    workers::Workers,
};
use car_mirror::common::Config;
use car_mirror_reqwest::{pull_with, push_with, Error};
use libipld::Cid;
use reqwest::{Body, Client, Response};
use serde::{Deserialize, Serialize};
use std::{
    future::Future,
    sync::{
        atomic::{AtomicU64, Ordering::SeqCst},
        mpsc::RecvTimeoutError,
        Arc,
    },
    time::Duration,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    url: String,
    roots: Vec<WireCid>,
    store: Vec<Block>,
    diff: Option<String>,
    fault: Option<Fault>,
    /// Milliseconds.
    timeout: u64,
    cold_call: Option<ColdCall>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ColdCall {
    One,
    All,
}

#[derive(Serialize)]
pub struct Ending {
    /// What the client itself says.
    complete: bool,
    rounds: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<Vec<Stored>>,
}

pub fn pull(job: Job) -> Result<Ending, Failure> {
    transfer(job, "pull", true, |requests, store| async move {
        let config = Config::default();
        pull_with(requests.root, &config, &store, &cache(), |body| {
            requests.send(body)
        })
        .await
    })
}

pub fn push(job: Job) -> Result<Ending, Failure> {
    if job.cold_call == Some(ColdCall::One) {
        return Err(Failure::unsupported(
            "the port's first round always has all that it would send",
        ));
    }
    transfer(job, "push", false, |requests, store| async move {
        push_with(requests.root, &store, &cache(), |body| requests.send(body)).await
    })
}

/// A round is a request.
#[derive(Clone)]
struct Requests {
    client: Client,
    url: String,
    root: Cid,
    made: Arc<AtomicU64>,
}

impl Requests {
    /// As the port's extension of reqwest does.
    fn send(&self, body: Body) -> impl Future<Output = Result<Response, Error>> {
        self.made.fetch_add(1, SeqCst);
        let request = self.client.post(&self.url);
        let request = request.header("Content-Type", "application/vnd.ipld.dag-cbor");
        let response = request.body(body).send();
        async { Ok(response.await?) }
    }
}

fn transfer<F>(
    job: Job,
    route: &str,
    with_stored: bool,
    run: impl FnOnce(Requests, Store) -> F,
) -> Result<Ending, Failure>
where
    F: Future<Output = Result<(), Error>> + Send + 'static,
{
    if job.diff.is_some() {
        return Err(Failure::unsupported("the port has no diff"));
    }
    let root = only_root(&job.roots)?;
    // The suite's servers are on this machine.
    let client = Client::builder().no_proxy().build();
    let requests = Requests {
        client: client.map_err(Error::from)?,
        url: format!("{}/dag/{route}/{root}", job.url.trim_end_matches('/')),
        root,
        made: Arc::default(),
    };
    let store = Store::of(job.store, job.fault);
    let workers = Workers::new(store.clone())
        .map_err(|error| Failure::unspecified(format!("no threads for the client: {error}")))?;
    let ended = workers.start(run(requests.clone(), store.clone()));
    let ended = ended.recv_timeout(Duration::from_millis(job.timeout));
    // Whatever the client still does, what it has come to is told.
    drop(workers);
    let ending = |complete| Ending {
        complete,
        rounds: requests.made.load(SeqCst),
        stored: with_stored.then(|| store.stored()),
    };
    match ended {
        Ok(Ok(())) => Ok(ending(true)),
        Ok(Err(error)) => Err(Failure::from(error).with(&ending(false))),
        Err(RecvTimeoutError::Timeout) => {
            let ending = ending(false);
            let (time, rounds) = (job.timeout, ending.rounds);
            let detail = format!("gave up after {time} ms, {rounds} rounds");
            Err(Failure::unspecified(detail).with(&ending))
        }
        Err(RecvTimeoutError::Disconnected) => panic!("the client panicked"),
    }
}
