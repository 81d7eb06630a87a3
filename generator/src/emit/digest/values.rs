//! What a digest is made of at the bottom: numbers, texts and collections.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Digest, Digester};

macro_rules! numbers {
    ($($name:ident),*) => {
        $(impl Digest for $name {
            fn write(&self, to: &mut Digester<'_>) {
                to.bytes.extend_from_slice(&self.to_le_bytes());
            }
        })*
    };
}

numbers!(u16, u32, u64);

impl Digest for usize {
    fn write(&self, to: &mut Digester<'_>) {
        to.length(*self);
    }
}

impl Digest for bool {
    fn write(&self, to: &mut Digester<'_>) {
        to.form(u8::from(*self));
    }
}

impl Digest for str {
    fn write(&self, to: &mut Digester<'_>) {
        to.length(self.len());
        to.bytes.extend_from_slice(self.as_bytes());
    }
}

impl Digest for String {
    fn write(&self, to: &mut Digester<'_>) {
        self.as_str().write(to);
    }
}

impl<T: Digest + ?Sized> Digest for &T {
    fn write(&self, to: &mut Digester<'_>) {
        (**self).write(to);
    }
}

impl<T: Digest + ?Sized> Digest for Box<T> {
    fn write(&self, to: &mut Digester<'_>) {
        (**self).write(to);
    }
}

impl<T: Digest + ?Sized> Digest for Arc<T> {
    fn write(&self, to: &mut Digester<'_>) {
        (**self).write(to);
    }
}

impl<T: Digest> Digest for Option<T> {
    fn write(&self, to: &mut Digester<'_>) {
        to.form(u8::from(self.is_some()));
        if let Some(value) = self {
            value.write(to);
        }
    }
}

impl<T: Digest> Digest for [T] {
    fn write(&self, to: &mut Digester<'_>) {
        to.length(self.len());
        for each in self {
            each.write(to);
        }
    }
}

impl<T: Digest> Digest for Vec<T> {
    fn write(&self, to: &mut Digester<'_>) {
        self.as_slice().write(to);
    }
}

impl<T: Digest> Digest for BTreeSet<T> {
    fn write(&self, to: &mut Digester<'_>) {
        to.length(self.len());
        for each in self {
            each.write(to);
        }
    }
}

impl<K: Digest, V: Digest> Digest for BTreeMap<K, V> {
    fn write(&self, to: &mut Digester<'_>) {
        to.length(self.len());
        for entry in self {
            entry.write(to);
        }
    }
}

impl Digest for () {
    fn write(&self, _: &mut Digester<'_>) {}
}

impl<A: Digest, B: Digest> Digest for (A, B) {
    fn write(&self, to: &mut Digester<'_>) {
        self.0.write(to);
        self.1.write(to);
    }
}

impl<A: Digest, B: Digest, C: Digest> Digest for (A, B, C) {
    fn write(&self, to: &mut Digester<'_>) {
        self.0.write(to);
        self.1.write(to);
        self.2.write(to);
    }
}
