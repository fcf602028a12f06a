//! The two messages, from and to bytes.

use crate::protocol::{Failure, Hex, Message};
use car_mirror::{
    cache::NoCache,
    common::ReceiverState,
    messages::{PullRequest, PushResponse},
};
use car_mirror_reqwest::{
    push_with,
    Error::{self, RequestBuilderBodyAlreadySet as NextRound},
};
use futures::executor::block_on;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::future::ready;
use wnfs_common::{BlockStore, MemoryBlockStore, CODEC_RAW};

#[derive(Serialize, Deserialize)]
pub struct Body {
    body: Hex,
}

#[derive(Serialize, Deserialize)]
pub struct PushAnswer {
    status: u16,
    body: Hex,
}

/// A state of a receiver is what the port makes its messages of.
fn state_of(message: Message) -> ReceiverState {
    PullRequest::from(message).into()
}

pub fn encode_pull(input: Message) -> Result<Body, Failure> {
    let body = PullRequest::from(state_of(input)).to_dag_cbor();
    Ok(Body {
        body: Hex(body.map_err(unwritten)?),
    })
}

pub fn decode_pull(input: Body) -> Result<Message, Failure> {
    Ok(PullRequest::from_dag_cbor(input.body.0)?.into())
}

/// With the status that the port's server gives such an answer.
pub fn encode_push(input: Message) -> Result<PushAnswer, Failure> {
    let response = PushResponse::from(state_of(input));
    let status = match response.indicates_finished() {
        true => StatusCode::OK,
        false => StatusCode::ACCEPTED,
    };
    Ok(PushAnswer {
        status: status.as_u16(),
        body: Hex(response.to_dag_cbor().map_err(unwritten)?),
    })
}

fn unwritten(error: impl std::fmt::Display) -> Failure {
    Failure::unspecified(error.to_string())
}

/// As the port's client reads it: the answer to a round of its push, which ends, fails or goes on.
pub fn decode_push(PushAnswer { status, body }: PushAnswer) -> Result<Message, Failure> {
    let answer = http::Response::builder()
        .status(status)
        .body(body.0.clone())
        .map_err(|error| Failure::unsupported(error.to_string()))?;
    let response = match block_on(push_answered(answer.into())) {
        Ok(()) => PushResponse::from(nothing_known()),
        Err(NextRound) => PushResponse::from_dag_cbor(&body.0)?,
        Err(error) => return Err(error.into()),
    };
    // The same three fields under another name.
    let fields = PullRequest {
        resources: response.subgraph_roots,
        bloom_hash_count: response.bloom_hash_count,
        bloom_bytes: response.bloom_bytes,
    };
    Ok(fields.into())
}

/// The state of a receiver that knows of nothing, neither missing nor held.
pub fn nothing_known() -> ReceiverState {
    ReceiverState {
        missing_subgraph_roots: Vec::new(),
        have_cids_bloom: None,
    }
}

/// A push of one block whose first round has the given answer. A second round ends it, with an error of
/// the port that nothing else raises here.
async fn push_answered(answer: reqwest::Response) -> Result<(), Error> {
    let store = MemoryBlockStore::new();
    let root = store.put_block(b"a push".as_slice(), CODEC_RAW).await;
    let root = root.map_err(car_mirror::Error::from)?;
    let mut answer = Some(answer);
    push_with(root, &store, &NoCache, |_| {
        ready(answer.take().ok_or(NextRound))
    })
    .await
}
