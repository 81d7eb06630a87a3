//! Decodes and encodes bodies in several ways, and prints what each took.

use std::hint::black_box;
use std::time::{Duration, Instant};

use docwright_client::Dialect;
use docwright_client::codec::{self, Document};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

/// What a collection is answered with, as derived types have it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Page<T> {
    pub value: Vec<T>,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    #[serde(rename = "@odata.deltaLink", skip_serializing_if = "Option::is_none")]
    pub delta_link: Option<String>,
    #[serde(rename = "@odata.count", skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
}

/// What a function is answered with.
#[derive(serde::Serialize, serde::Deserialize)]
#[allow(dead_code, reason = "not every API documents one")]
pub struct Wrapped<T> {
    pub value: T,
}

/// The ways, in the order of [`Body::ways`].
const WAYS: [&str; 5] = [
    "docwright, which keeps all",
    "serde derives",
    "serde derives, a base for its hierarchy",
    "serde derives, flattened to keep members",
    "`serde_json::Value`",
];

/// How much text a way decodes in one go, in bytes, so that short bodies can be timed.
const AMOUNT: usize = 200_000;

/// How often each way has its turn.
const TURNS: usize = 15;

#[derive(Clone, Copy, Default)]
struct Cost {
    time: Duration,
    allocations: u64,
    /// Members and elements that came, and are not in what was written.
    lost: u64,
}

/// Decodes a text so many times, and encodes it; `None` if it cannot be decoded.
type Way = fn(&str, u32) -> Option<[Cost; 2]>;

struct Body {
    text: &'static str,
    ways: [Way; 5],
}

#[derive(Default)]
pub struct Bodies(Vec<Body>);

impl Bodies {
    pub fn add<Ours: Document, Full, Bases, Keeping>(&mut self, text: &'static str)
    where
        Full: Serialize + DeserializeOwned,
        Bases: Serialize + DeserializeOwned,
        Keeping: Serialize + DeserializeOwned,
    {
        let ways =
            [ours::<Ours> as Way, derived::<Full>, derived::<Bases>, derived::<Keeping>, derived::<Json>];
        self.0.push(Body { text, ways });
    }

    /// Measures all ways, in turns so that what disturbs the machine disturbs all.
    pub fn print(&self, title: &str) {
        let able = |body: &&Body| body.ways.iter().all(|way| way(body.text, 1).is_some());
        let bodies: Vec<&Body> = self.0.iter().filter(able).collect();
        let bytes: usize = bodies.iter().map(|body| body.text.len()).sum();
        println!(
            "{title}: {} in {bytes} bytes; {} more not all ways can decode\n",
            bodies.len(),
            self.0.len() - bodies.len()
        );
        let mut sums = [[Cost::default(); 2]; 5];
        for body in bodies {
            let rounds = u32::try_from(AMOUNT / body.text.len()).unwrap_or(0).max(1);
            let mut best = [[Cost { time: Duration::MAX, ..Cost::default() }; 2]; 5];
            for _ in 0..TURNS {
                for (best, way) in best.iter_mut().zip(body.ways) {
                    let costs = way(body.text, rounds).expect("it was decoded before");
                    for (best, cost) in best.iter_mut().zip(costs) {
                        *best = Cost { time: best.time.min(cost.time), ..cost };
                    }
                }
            }
            for (sum, best) in sums.iter_mut().flatten().zip(best.iter().flatten()) {
                sum.time += best.time;
                sum.allocations += best.allocations;
                sum.lost += best.lost;
            }
        }
        println!(
            "| {:<40} | {:>9} | {:>7} | {:>11} | {:>9} | {:>7} | {:>11} | {:>5} |",
            "", "decode", "", "allocations", "encode", "", "allocations", "lost"
        );
        println!(
            "| {:-<40} | {:->8}: | {:->6}: | {:->10}: | {:->8}: | {:->6}: | {:->10}: | {:->4}: |",
            "", "", "", "", "", "", "", ""
        );
        for (name, sum) in WAYS.iter().zip(sums) {
            let cell = |index: usize| {
                let (cost, derived) = (sum[index], sums[1][index]);
                let ratio = cost.time.as_secs_f64() / derived.time.as_secs_f64();
                let micros = cost.time.as_secs_f64() * 1e6;
                format!("{micros:>6.0} µs | {ratio:>6.2}× | {:>11}", cost.allocations)
            };
            println!("| {name:<40} | {} | {} | {:>5} |", cell(0), cell(1), sum[1].lost);
        }
        println!();
    }
}

fn ours<T: Document>(text: &str, rounds: u32) -> Option<[Cost; 2]> {
    let dialect = Dialect::default_ref();
    measure(text, rounds, |text| codec::decode::<T>(text, dialect).ok(), |value| codec::encode(value, dialect))
}

fn derived<T: Serialize + DeserializeOwned>(text: &str, rounds: u32) -> Option<[Cost; 2]> {
    measure(
        text,
        rounds,
        |text| serde_json::from_str::<T>(text).ok(),
        |value| serde_json::to_string(value).unwrap_or_default(),
    )
}

/// The time of one round each; dropping what was made is part of it.
fn measure<T>(
    text: &str,
    rounds: u32,
    decode: impl Fn(&str) -> Option<T>,
    encode: impl Fn(&T) -> String,
) -> Option<[Cost; 2]> {
    let value = decode(text)?;
    let run = |once: &dyn Fn()| {
        let allocations = allocation_counter::measure(once).count_total;
        let start = Instant::now();
        for _ in 0..rounds {
            once();
        }
        Cost { time: start.elapsed() / rounds, allocations, lost: 0 }
    };
    let decoding = run(&|| drop(black_box(decode(black_box(text)))));
    let encoding = run(&|| drop(black_box(encode(black_box(&value)))));
    let written: Json = serde_json::from_str(&encode(&value)).expect("what is written is JSON");
    let lost = lost(&serde_json::from_str(text).ok()?, &written);
    Some([decoding, Cost { lost, ..encoding }])
}

/// How many members and elements a tree has that another has not. Values are not compared: a time can be written otherwise.
fn lost(whole: &Json, part: &Json) -> u64 {
    match (whole, part) {
        (Json::Object(whole), Json::Object(part)) => {
            whole.iter().map(|(name, value)| part.get(name).map_or(1, |part| lost(value, part))).sum()
        }
        (Json::Array(whole), Json::Array(part)) => {
            let missing = whole.len().saturating_sub(part.len()) as u64;
            missing + std::iter::zip(whole, part).map(|(whole, part)| lost(whole, part)).sum::<u64>()
        }
        (whole, part) => u64::from(std::mem::discriminant(whole) != std::mem::discriminant(part)),
    }
}
