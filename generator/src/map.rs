//! Maps for names that come by the hundred thousand.

use foldhash::fast::RandomState;

/// A hash map whose hashes take a fraction of the standard ones'. Seeds are random, as those are.
pub(crate) type Map<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A hash set of the same kind.
pub(crate) type Set<T> = std::collections::HashSet<T, RandomState>;

/// A map in the order of insertion, of the same kind.
pub(crate) type OrderedMap<K, V> = indexmap::IndexMap<K, V, RandomState>;
