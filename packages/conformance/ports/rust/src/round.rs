//! Rounds without a connection, by the functions that the port's server and client call for them.

use crate::{
    car::{self, arriving},
    protocol::{Block, Failure, Filter, Message, WireCid},
    store::Store,
};
use bytes::Bytes;
use car_mirror::{cache::InMemoryCache, common::Config, messages::PullRequest, pull};
use futures::{executor::block_on, TryStreamExt};
use libipld::Cid;
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind};

/// As large as the port's server has it.
pub fn cache() -> InMemoryCache {
    InMemoryCache::new(100_000)
}

/// The one root of a transfer, which is where the port's walks begin.
pub fn only_root(roots: &[WireCid]) -> Result<Cid, Failure> {
    match roots {
        [root, others @ ..] if others.iter().all(|other| other == root) => Ok(root.0),
        _ => Err(Failure::unsupported(format!(
            "a transfer of the port has exactly one root, and here are {}",
            roots.len()
        ))),
    }
}

/// The order is not read: the port has but one.
#[derive(Deserialize)]
pub struct SendInput {
    store: Vec<Block>,
    missing: Vec<WireCid>,
    filter: Filter,
    /// What the path of the URL names. If it is left out, the one CID that is missing is.
    root: Option<WireCid>,
}

/// The port has no notion of what is available of the missing: its CARs name their first block.
#[derive(Serialize)]
pub struct Sent {
    blocks: Vec<WireCid>,
}

pub fn send(input: SendInput) -> Result<Sent, Failure> {
    let SendInput {
        store,
        missing,
        filter,
        root,
    } = input;
    let root = root.map_or_else(|| only_root(&missing), |root| Ok(root.0))?;
    let request = PullRequest::from(Message {
        roots: missing,
        filter,
    });
    let mut body = Vec::new();
    let store = Store::of(store, None);
    let ended = block_on(async {
        let mut frames = pull::response_streaming(root, request, store, cache()).await?;
        while let Some(frame) = frames.try_next().await? {
            body.extend(frame);
        }
        Ok::<_, car_mirror::Error>(())
    });
    let sent = sent_in(body)?;
    match ended {
        Ok(()) => Ok(sent),
        Err(error) => Err(Failure::from(error).with(&sent)),
    }
}

/// Nothing to send is no bytes at all, which is no CAR.
fn sent_in(body: Vec<u8>) -> Result<Sent, Failure> {
    if body.is_empty() {
        return Ok(Sent { blocks: Vec::new() });
    }
    let car = car::read(vec![Ok(body.into())])?;
    Ok(Sent {
        blocks: car.blocks.into_iter().map(|block| block.cid).collect(),
    })
}

/// What a sender says is available is not read: the port's receiver does not look at the header.
#[derive(Deserialize)]
pub struct Round {
    blocks: Vec<Block>,
    /// The connection broke after the last block.
    #[serde(default)]
    cut: bool,
}

#[derive(Deserialize)]
pub struct ReceiveInput {
    store: Vec<Block>,
    roots: Vec<WireCid>,
    rounds: Vec<Round>,
}

/// The port has no list of what is unavailable.
#[derive(Serialize)]
pub struct Received {
    statuses: Vec<Status>,
    stored: Vec<WireCid>,
    complete: bool,
    unavailable: [WireCid; 0],
}

#[derive(Serialize)]
struct Status {
    missing: Vec<WireCid>,
    filter: Filter,
}

impl From<PullRequest> for Status {
    fn from(request: PullRequest) -> Self {
        let Message { roots, filter } = request.into();
        Self {
            missing: roots,
            filter,
        }
    }
}

pub fn receive(input: ReceiveInput) -> Result<Received, Failure> {
    let root = only_root(&input.roots)?;
    let store = Store::of(input.store, None);
    let mut requests = Vec::new();
    let ended = block_on(take(root, input.rounds, &store, &mut requests));
    let received = Received {
        complete: requests.last().is_some_and(PullRequest::indicates_finished),
        statuses: requests.into_iter().map(Status::from).collect(),
        stored: store.cids(),
        unavailable: [],
    };
    match ended {
        Ok(()) => Ok(received),
        Err(failure) => Err(failure.with(&received)),
    }
}

/// What a client asks before the first round and after each, and a server answers after each.
async fn take(
    root: Cid,
    rounds: Vec<Round>,
    store: &Store,
    requests: &mut Vec<PullRequest>,
) -> Result<(), Failure> {
    let cache = cache();
    // The vectors suppose a receiver that lists all that is missing.
    let config = Config {
        max_roots_per_round: usize::MAX,
        ..Config::default()
    };
    requests.push(pull::request(root, None, &config, store, &cache).await?);
    for Round { blocks, cut } in rounds {
        let mut pieces = vec![Ok(Bytes::from(car::framed(blocks).await?))];
        if cut {
            pieces.push(Err(Error::from(ErrorKind::ConnectionReset)));
        }
        let body = arriving(pieces);
        requests.push(pull::handle_response_streaming(root, body, &config, store, &cache).await?);
    }
    Ok(())
}
