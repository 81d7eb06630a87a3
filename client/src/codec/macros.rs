//! What every generated type has, by kind.
//!
//! These are macros rather than derives because a derive's cost grows with the fields, and rather than code written by
//! the emitter so that what they add can grow without emitting anything anew.

/// Gives a generated struct all that is done with it: `Default`, [`Table`](crate::codec::Table), `Clone`, `Debug`, and `PartialEq` by the
/// feature `extra-traits`.
///
/// It takes the struct, the type's qualified name in the service, and for each field its number, counted from zero, and its name in
/// JSON. Each field is an `Option` of a [`Value`](crate::codec::Value); another one, `extra`, is an [`Extra`](crate::Extra). Where JSON
/// must escape characters of a name, `ESCAPED` stands behind the type's name in the service, after a comma.
///
/// A crate that forbids `unsafe` code can use it.
///
/// ```
/// #![forbid(unsafe_code)]
/// use docwright_client::{Boxed, Dialect, Extra, codec};
///
/// pub struct Folder {
///     pub display_name: Option<String>,
///     pub parent: Option<Boxed<Folder>>,
///     pub extra: Extra,
/// }
///
/// docwright_client::object! {
///     Folder("example.folder") {
///         0 => display_name: "displayName",
///         1 => parent: "parent",
///     }
/// }
///
/// let folder: Folder = codec::decode(r#"{"displayName":"Letters"}"#, Dialect::default_ref())?;
/// assert_eq!(folder.display_name.as_deref(), Some("Letters"));
/// # Ok::<(), codec::Fault>(())
/// ```
#[macro_export]
macro_rules! object {
    ($object:ident($tag:literal $(, $is_escaped:ident)?) { $($number:literal => $field:ident: $name:literal),* $(,)? }) => {
        // Spelled out, since a derive makes a call of each field, after which all fields before it would have to be dropped if it failed.
        // `None` is the prelude's, since a path would be followed for each field.
        impl ::core::default::Default for $object {
            #[inline]
            fn default() -> Self {
                Self {
                    $($field: None,)*
                    extra: $crate::Extra::new(),
                }
            }
        }

        // SAFETY: `get` answers with fields of the struct itself, which its owner may change.
        unsafe impl $crate::codec::Table for $object {
            const SHAPE: $crate::codec::Shape = $crate::codec::Shape {
                name: ::core::stringify!($object),
                tag: $tag,
                fields: &[$($name),*],
                is_escaped: false $(|| $crate::codec::$is_escaped)?,
            };

            #[inline]
            fn get(&self, field: usize) -> &dyn $crate::codec::Field {
                match field {
                    $($number => &self.$field,)*
                    _ => &self.extra,
                }
            }
        }

        impl ::core::clone::Clone for $object {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codec::clone(self)
            }
        }

        impl ::core::fmt::Debug for $object {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::debug(self, f)
            }
        }

        $crate::comparison!($object, equal);
    };
}

/// Declares a generated enumeration, with the name of each variant in the service: the type with one more variant, `Other`, and for it
/// [`OpenEnum`](crate::codec::OpenEnum), the method `as_str`, `Clone`, and the traits that go by its name: `Display`, `Debug`,
/// `PartialEq`, `Eq`, `Hash`, `From<&str>`.
///
/// ```
/// docwright_client::enumeration! {
///     /// How important something is.
///     pub enum Importance {
///         /// Not very.
///         Low = "low",
///         /// Very.
///         High = "high",
///     }
/// }
///
/// assert!(matches!(Importance::from("high"), Importance::High));
/// assert_eq!(Importance::Other("none".to_owned()).as_str(), "none");
/// ```
///
/// Of attributes there may be documentation and `#[deprecated]`. One that takes a variant away does not take its name away, and a program
/// that uses such an enumeration is not compiled:
///
/// ```compile_fail
/// docwright_client::enumeration! {
///     pub enum Importance {
///         #[cfg(any())]
///         Low = "low",
///         High = "high",
///     }
/// }
///
/// Importance::from("high");
/// ```
#[macro_export]
macro_rules! enumeration {
    // An attribute as one token is matched in a fraction of the time that `[$meta:meta]` takes.
    ($(#$attribute:tt)* pub enum $enumeration:ident { $($(#$about:tt)* $variant:ident = $name:tt),* $(,)? }) => {
        $(#$attribute)*
        #[non_exhaustive]
        #[repr(u32)]
        pub enum $enumeration {
            $($(#$about)* $variant,)*
            /// A value that the pages do not know.
            Other(::std::string::String),
        }

        // SAFETY: the type is as it must be, just above.
        unsafe impl $crate::codec::OpenEnum for $enumeration {
            const NAMES: &'static [&'static str] = &[$($name,)*];
            const OTHER: &'static Self = &Self::Other(::std::string::String::new());
        }

        impl $enumeration {
            /// The value's name in the service.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::codec::name(self)
            }
        }

        impl $crate::codec::Value for $enumeration {
            type Form = $crate::codec::Name;
        }

        impl ::core::clone::Clone for $enumeration {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codec::clone_enumeration(self)
            }
        }

        impl ::core::fmt::Display for $enumeration {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::fmt::Debug for $enumeration {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq for $enumeration {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $enumeration {}

        impl ::core::hash::Hash for $enumeration {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl ::core::convert::From<&str> for $enumeration {
            #[inline]
            fn from(name: &str) -> Self {
                $crate::codec::named(name)
            }
        }
    };
}

/// Gives a generated enum over a hierarchy, which implements [`Polymorph`](crate::codec::Polymorph), `Clone`, `Debug`, a conversion to its
/// base, which comes first, and `PartialEq` by the feature `extra-traits`.
#[macro_export]
macro_rules! polymorph {
    ($polymorph:ident { $first:ident($base:ty) $(, $variant:ident($object:ty))* $(,)? }) => {
        impl ::core::convert::From<$polymorph> for $base {
            /// What the base has of the object, and all else among its extra members.
            #[inline]
            fn from(value: $polymorph) -> Self {
                $crate::codec::into_base(&value)
            }
        }

        $crate::polymorph!(@ $polymorph { $first($base) $(, $variant($object))* });
    };
    (@ $polymorph:ident { $($variant:ident($object:ty)),+ }) => {
        impl $crate::codec::Value for $polymorph {
            type Form = $crate::codec::Hierarchy;
        }

        impl ::core::clone::Clone for $polymorph {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codec::clone_polymorph(self)
            }
        }

        impl ::core::fmt::Debug for $polymorph {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::debug_polymorph(self, f)
            }
        }

        $crate::comparison!($polymorph, equal_polymorph);
    };
}

/// Gives the generated type that all others with a key derive from a way to each of them. An enum over it would be one of nearly
/// everything, and whoever has a value of it would compile all of that.
#[macro_export]
macro_rules! root {
    ($root:ident) => {
        impl $root {
            /// The qualified name of the object's own type, which derives from this one, where the service said it.
            #[must_use]
            pub fn kind(&self) -> ::core::option::Option<&str> {
                $crate::codec::kind(self)
            }

            /// The object as the type that it really is, or `None` where [`kind`](Self::kind) is another. Where the service
            /// did not say a type, the caller's word is taken.
            ///
            /// # Errors
            ///
            /// If the members do not fit the type.
            pub fn downcast<T: $crate::codec::Table + ::core::default::Default>(
                &self,
            ) -> $crate::Result<::core::option::Option<T>> {
                $crate::codec::downcast(self)
            }
        }
    };
}

/// Gives a generated enum over a hierarchy a conversion from each of its types: for those that requests carry.
#[macro_export]
macro_rules! variants {
    ($polymorph:ident { $($variant:ident($object:ty)),+ $(,)? }) => {
        $(
            impl ::core::convert::From<$object> for $polymorph {
                #[inline]
                fn from(value: $object) -> Self {
                    Self::$variant($crate::Boxed::new(value))
                }
            }
        )+
    };
}

/// Lets setters take an object for a value of the generated enum over its hierarchy.
#[macro_export]
macro_rules! settable {
    ($polymorph:ident { $($object:ty),+ $(,)? }) => {
        $(
            impl ::core::convert::From<$object> for $crate::Set<$polymorph> {
                #[inline]
                fn from(value: $object) -> Self {
                    Self::Value(::core::convert::From::from(value))
                }
            }
        )+
    };
}

/// Declares places in the service's URL space: newtypes over a [`Path`](crate::Path).
#[macro_export]
macro_rules! nodes {
    ($($(#[$attribute:meta])* $node:ident)*) => {
        $(
            $(#[$attribute])*
            pub struct $node(pub(crate) $crate::Path);

            $crate::place!($node);
        )*
    };
}

/// Gives a place in the service's URL space, a newtype over a [`Path`](crate::Path), `Clone` and `Debug`, if the feature
/// `extra-traits` is on: they are a twentieth of what a crate takes to compile, and requests need neither. Derives of the two take
/// the compiler four tenths longer.
#[cfg(feature = "extra-traits")]
#[macro_export]
macro_rules! place {
    ($node:ident) => {
        impl ::core::clone::Clone for $node {
            #[inline]
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0))
            }
        }

        impl ::core::fmt::Debug for $node {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

/// Gives a place in the service's URL space the traits that the feature `extra-traits` is for; nothing without it.
#[cfg(not(feature = "extra-traits"))]
#[macro_export]
macro_rules! place {
    ($node:ident) => {};
}

/// Gives a generated type of objects `PartialEq` by a function of the codec, if the feature `extra-traits` is on: it is a twenty-fifth of
/// what a crate takes to compile, and requests do not need it.
#[cfg(feature = "extra-traits")]
#[macro_export]
macro_rules! comparison {
    ($compared:ident, $equal:ident) => {
        impl ::core::cmp::PartialEq for $compared {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codec::$equal(self, other)
            }
        }
    };
}

/// Gives a generated type of objects the comparison that the feature `extra-traits` is for; nothing without it.
#[cfg(not(feature = "extra-traits"))]
#[macro_export]
macro_rules! comparison {
    ($compared:ident, $equal:ident) => {};
}
