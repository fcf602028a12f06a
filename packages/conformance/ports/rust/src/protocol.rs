//! The adapter protocol: requests, answers, and what travels in both.

use car_mirror::messages::PullRequest;
use libipld::Cid;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The adapter protocol that is spoken here.
const PROTOCOL: u64 = 1;

/// Of the published crates that are linked: `Cargo.toml` allows no other.
const PORT_VERSION: &str = "0.1.0";

#[derive(Deserialize)]
pub struct Request<'a> {
    #[serde(borrow)]
    pub id: &'a RawValue,
    #[serde(borrow)]
    pub op: Cow<'a, str>,
    #[serde(borrow)]
    pub input: &'a RawValue,
}

/// What is answered instead of a value.
pub enum Failure {
    /// An operation, or an input, of which the port has no notion.
    Unsupported(String),
    /// An error of the port: a category of the vectors where it tells so, else `unspecified`.
    Error {
        category: &'static str,
        detail: String,
        /// What could be seen in spite of it.
        value: Option<Box<RawValue>>,
    },
}

impl Failure {
    pub fn unsupported(why: impl Into<String>) -> Self {
        Self::Unsupported(why.into())
    }

    pub fn unspecified(detail: impl Into<String>) -> Self {
        Self::Error {
            category: "unspecified",
            detail: detail.into(),
            value: None,
        }
    }

    /// Adds what could be seen in spite of an error.
    pub fn with(self, seen: &impl Serialize) -> Self {
        match self {
            Self::Error {
                category, detail, ..
            } => Self::Error {
                category,
                detail,
                value: Some(crate::raw(seen)),
            },
            unsupported => unsupported,
        }
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsupported: Option<String>,
}

pub fn written(id: &RawValue, answer: crate::Answer) -> serde_json::Result<Vec<u8>> {
    let mut given = Answer {
        id,
        value: None,
        error: None,
        detail: None,
        unsupported: None,
    };
    match answer {
        Ok(value) => given.value = Some(value),
        Err(Failure::Unsupported(why)) => given.unsupported = Some(why),
        Err(Failure::Error {
            category,
            detail,
            value,
        }) => {
            given.error = Some(category);
            given.detail = Some(detail);
            given.value = value;
        }
    }
    serde_json::to_vec(&given)
}

#[derive(Deserialize)]
pub struct HelloInput {
    protocol: u64,
}

#[derive(Serialize)]
pub struct Greeting {
    protocol: u64,
    name: &'static str,
    version: &'static str,
    dialect: &'static str,
    operations: Vec<&'static str>,
}

pub fn hello(
    input: HelloInput,
    operations: impl Into<Vec<&'static str>>,
) -> Result<Greeting, Failure> {
    if input.protocol != PROTOCOL {
        return Err(Failure::unsupported("this adapter speaks protocol 1"));
    }
    Ok(Greeting {
        protocol: PROTOCOL,
        name: "rs-car-mirror",
        version: PORT_VERSION,
        dialect: "rs",
        operations: operations.into(),
    })
}

/// Bytes as they travel: lower-case hex.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hex(#[serde(with = "hex::serde")] pub Vec<u8>);

/// A CID as it travels: its bytes in hex.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WireCid(pub Cid);

impl Serialize for WireCid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Hex(self.0.to_bytes()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for WireCid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Hex(bytes) = Hex::deserialize(deserializer)?;
        Cid::try_from(bytes.as_slice()).map(Self).map_err(|error| {
            let cid = hex::encode(bytes);
            serde::de::Error::custom(format!("the port cannot hold the CID {cid}: {error}"))
        })
    }
}

#[derive(Serialize, Deserialize)]
pub struct Block {
    pub cid: WireCid,
    pub bytes: Hex,
}

/// A filter as it travels. The port counts hashes in 32 bits.
#[derive(Serialize, Deserialize)]
pub struct Filter {
    pub bytes: Hex,
    pub hashes: u32,
}

#[derive(Serialize, Deserialize)]
pub struct Message {
    pub roots: Vec<WireCid>,
    pub filter: Filter,
}

impl From<Message> for PullRequest {
    fn from(Message { roots, filter }: Message) -> Self {
        Self {
            resources: roots.into_iter().map(|root| root.0).collect(),
            bloom_hash_count: filter.hashes,
            bloom_bytes: filter.bytes.0,
        }
    }
}

impl From<PullRequest> for Message {
    fn from(request: PullRequest) -> Self {
        Self {
            roots: request.resources.into_iter().map(WireCid).collect(),
            filter: Filter {
                bytes: Hex(request.bloom_bytes),
                hashes: request.bloom_hash_count,
            },
        }
    }
}
