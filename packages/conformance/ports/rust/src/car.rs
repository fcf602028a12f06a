//! CARs, framed by the port and read by what it reads them with.

use crate::protocol::{Block, Failure, Hex, WireCid};
use bytes::Bytes;
use car_mirror::common::stream_car_frames;
use futures::{
    executor::block_on,
    stream::{self, StreamExt, TryStreamExt},
};
use iroh_car::CarReader;
use serde::{Deserialize, Serialize};
use std::io;
use tokio::io::AsyncRead;
use tokio_util::io::StreamReader;

/// Roots are not read: the port names the first block.
#[derive(Deserialize)]
pub struct EncodeInput {
    blocks: Vec<Block>,
}

#[derive(Serialize)]
pub struct Encoded {
    body: Hex,
}

pub fn encode(input: EncodeInput) -> Result<Encoded, Failure> {
    Ok(Encoded {
        body: Hex(block_on(framed(input.blocks))?),
    })
}

/// The first block is the root of the header; no blocks are no bytes.
pub async fn framed(blocks: Vec<Block>) -> Result<Vec<u8>, car_mirror::Error> {
    let blocks = blocks.into_iter();
    let blocks = blocks.map(|Block { cid, bytes }| Ok((cid.0, Bytes::from(bytes.0))));
    let frames = stream_car_frames(stream::iter(blocks).boxed()).await?;
    Ok(frames.try_collect::<Vec<Bytes>>().await?.concat())
}

#[derive(Deserialize)]
pub struct DecodeInput {
    body: Hex,
    cuts: Vec<usize>,
}

#[derive(Serialize)]
pub struct Decoded {
    pub roots: Vec<WireCid>,
    pub blocks: Vec<Block>,
}

/// The body arrives as it does at the port's server, in pieces.
pub fn decode(DecodeInput { body, cuts }: DecodeInput) -> Result<Decoded, Failure> {
    let body = Bytes::from(body.0);
    let ends = cuts.iter().copied().chain([body.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let pieces = starts
        .zip(ends)
        .map(|(start, end)| Ok(body.slice(start..end)));
    read(pieces.collect())
}

/// What the port's server and client make of a body.
pub fn arriving(pieces: Vec<io::Result<Bytes>>) -> impl AsyncRead + Unpin + Send {
    StreamReader::new(stream::iter(pieces))
}

/// A CAR. Of a bad one the error has what comes before the fault.
pub fn read(pieces: Vec<io::Result<Bytes>>) -> Result<Decoded, Failure> {
    let mut decoded = Decoded {
        roots: Vec::new(),
        blocks: Vec::new(),
    };
    match block_on(read_into(&mut decoded, arriving(pieces))) {
        Ok(()) => Ok(decoded),
        Err(error) => Err(Failure::from(error).with(&decoded)),
    }
}

async fn read_into(
    decoded: &mut Decoded,
    body: impl AsyncRead + Unpin,
) -> Result<(), iroh_car::Error> {
    let mut reader = CarReader::new(body).await?;
    let roots = reader.header().roots().iter();
    decoded.roots = roots.copied().map(WireCid).collect();
    while let Some((cid, bytes)) = reader.next_block().await? {
        decoded.blocks.push(Block {
            cid: WireCid(cid),
            bytes: Hex(bytes),
        });
    }
    Ok(())
}
