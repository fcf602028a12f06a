//! The filter, which is that of deterministic-bloom.

use crate::{
    messages::nothing_known,
    protocol::{Failure, Filter, Hex},
};
use car_mirror::{
    common::{Config, ReceiverState},
    messages::PullRequest,
};
use deterministic_bloom::{
    common::{BloomParams, HashIndexIterator},
    runtime_size::BloomFilter,
};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64_with_seed;

#[derive(Deserialize)]
pub struct HashInput {
    element: Hex,
    seed: u64,
}

#[derive(Serialize)]
pub struct Hash {
    hash: String,
}

/// The function that deterministic-bloom calls.
pub fn xxh3(input: HashInput) -> Result<Hash, Failure> {
    let hash = xxh3_64_with_seed(&input.element.0, input.seed);
    Ok(Hash {
        hash: format!("{hash:016x}"),
    })
}

#[derive(Deserialize)]
pub struct IndicesInput {
    element: Hex,
    bytes: usize,
    hashes: usize,
}

#[derive(Serialize)]
pub struct Indices {
    indices: Vec<usize>,
}

pub fn indices(input: IndicesInput) -> Result<Indices, Failure> {
    let drawn = HashIndexIterator::new(&input.element.0, input.bytes * 8);
    Ok(Indices {
        indices: drawn.take(input.hashes).collect(),
    })
}

#[derive(Deserialize)]
pub struct ParametersInput {
    count: u64,
}

#[derive(Serialize)]
pub struct Parameters {
    bytes: usize,
    hashes: usize,
}

/// What a receiver that holds so many blocks makes. One that holds none makes no filter, and its
/// message has what the port writes for that.
pub fn parameters(ParametersInput { count }: ParametersInput) -> Result<Parameters, Failure> {
    if count == 0 {
        let none = PullRequest::from(nothing_known());
        return Ok(Parameters {
            bytes: none.bloom_bytes.len(),
            hashes: none.bloom_hash_count as usize,
        });
    }
    let rate = (Config::default().bloom_fpr)(count);
    let BloomParams {
        byte_size,
        k_hashes,
    } = BloomParams::new_from_fpr_po2(count, rate);
    Ok(Parameters {
        bytes: byte_size,
        hashes: k_hashes,
    })
}

#[derive(Deserialize)]
pub struct InsertInput {
    bytes: usize,
    hashes: usize,
    elements: Vec<Hex>,
}

#[derive(Serialize)]
pub struct Inserted {
    filter: Hex,
}

pub fn insert(input: InsertInput) -> Result<Inserted, Failure> {
    let mut filter = BloomFilter::new_with(input.hashes, vec![0; input.bytes].into());
    for Hex(element) in &input.elements {
        filter.insert(element);
    }
    Ok(Inserted {
        filter: Hex(filter.as_bytes().to_vec()),
    })
}

#[derive(Deserialize)]
pub struct HasInput {
    filter: Filter,
    elements: Vec<Hex>,
}

#[derive(Serialize)]
pub struct Has {
    has: Vec<bool>,
}

/// Asks the filter that a sender of the port makes of a message. Without one it has nothing.
pub fn has(HasInput { filter, elements }: HasInput) -> Result<Has, Failure> {
    let state = ReceiverState::from(PullRequest {
        resources: Vec::new(),
        bloom_hash_count: filter.hashes,
        bloom_bytes: filter.bytes.0,
    });
    let hit = |element: &Hex| match &state.have_cids_bloom {
        Some(filter) => filter.contains(&element.0),
        None => false,
    };
    Ok(Has {
        has: elements.iter().map(hit).collect(),
    })
}
