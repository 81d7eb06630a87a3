//! The reader against `serde_json`, on generated texts.

use docwright_client::codec::{decode, encode};
use docwright_client::{Dialect, Json};
use proptest::prelude::*;

fn ours(text: &str) -> Option<Json> {
    decode(text, Dialect::default_ref()).ok()
}

fn document() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Json::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_are_read_and_written(document in document()) {
        let text = serde_json::to_string_pretty(&document).unwrap();
        prop_assert_eq!(ours(&text), Some(document.clone()));
        prop_assert_eq!(serde_json::from_str::<Json>(&encode(&document, Dialect::default_ref())).unwrap(), document);
    }

    /// Texts that are nearly JSON: what one accepts, the other does, and they read the same.
    #[test]
    fn broken_texts_are_refused_alike(
        document in document(),
        place in any::<prop::sample::Index>(),
        other in prop::sample::select(vec!["", "\"", "\\", ",", ":", "{", "]", "0", "-", "e", ".", "n", "\u{1}", "é", " "]),
    ) {
        let mut text = document.to_string();
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
        let place = *place.get(&places);
        let end = place + text[place..].chars().next().map_or(0, char::len_utf8);
        text.replace_range(place..end, other);
        prop_assert_eq!(ours(&text), serde_json::from_str::<Json>(&text).ok(), "{}", text);
    }

    #[test]
    fn strings_make_round_trips(text in any::<String>()) {
        let written = encode(&text, Dialect::default_ref());
        prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text.clone());
        prop_assert_eq!(decode::<String>(&written, Dialect::default_ref()).unwrap(), text);
    }

    #[test]
    fn floats_make_round_trips(number in any::<f64>()) {
        let written = encode(&number, Dialect::default_ref());
        let read: f64 = decode(&written, Dialect::default_ref()).unwrap();
        let is_same = read.to_bits() == number.to_bits() || read.is_nan() && number.is_nan();
        prop_assert!(is_same, "{}", written);
    }
}
