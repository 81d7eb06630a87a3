//! Links between generated types.
//!
//! The types of a service refer to each other in long cycles. Were the links plain `Box`es and `Vec`s, the compiler would
//! have to walk the cycles to learn that a type is `Send`, and beyond some forty links it gives up, in the *user's* crate,
//! with an error that the user can do nothing about. These links hold their value as `dyn Any + Send + Sync`, which is
//! `Send` and `Sync` whatever it points to, so that the walk ends at the first link.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// A value held elsewhere: what `Box` is, but `Send` and `Sync` without a look at `T`.
///
/// It dereferences to the value; [`Boxed::into_inner`] takes it out.
pub struct Boxed<T>(
    // One type for all values, so that there is one way to drop it.
    Box<dyn Any + Send + Sync>,
    PhantomData<fn(T) -> T>,
);

impl<T: Send + Sync + 'static> Boxed<T> {
    /// Moves a value to the heap.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Box::new(value), PhantomData)
    }
}

impl<T: 'static> Boxed<T> {
    /// Takes the value out.
    #[must_use]
    pub fn into_inner(self) -> T {
        *self
            .0
            .downcast()
            .unwrap_or_else(|_| unreachable!("a link holds a value of its type"))
    }
}

#[expect(unsafe_code, reason = "to compare type ids at each step takes longer than the step")]
impl<T: 'static> Deref for Boxed<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        let held: *const (dyn Any + Send + Sync) = &raw const *self.0;
        // SAFETY: what is held is a `T`, since `new` is the only way to make a link, and no link of another type can pass for this one: it
        // is invariant in `T`. The reference lasts as long as the one to the link.
        unsafe { &*held.cast::<T>() }
    }
}

#[expect(unsafe_code, reason = "to compare type ids at each step takes longer than the step")]
impl<T: 'static> DerefMut for Boxed<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        let held: *mut (dyn Any + Send + Sync) = &raw mut *self.0;
        // SAFETY: as above, and the reference to the link is exclusive.
        unsafe { &mut *held.cast::<T>() }
    }
}

impl<T: Send + Sync + 'static> From<T> for Boxed<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Default + Send + Sync + 'static> Default for Boxed<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for Boxed<T> {
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for Boxed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: PartialEq + 'static> PartialEq for Boxed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: PartialEq + 'static> PartialEq<T> for Boxed<T> {
    fn eq(&self, other: &T) -> bool {
        **self == *other
    }
}

impl<T: 'static> AsRef<T> for Boxed<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

/// A collection of generated objects: what `Vec` is, but `Send` and `Sync` without a look at `T`.
///
/// It dereferences to the `Vec`; [`List::into_vec`] takes it out.
pub struct List<T>(Boxed<Vec<T>>);

impl<T: 'static> List<T> {
    /// Takes the vector out.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0.into_inner()
    }
}

impl<T: 'static> Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: 'static> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T: Send + Sync + 'static> From<Vec<T>> for List<T> {
    fn from(values: Vec<T>) -> Self {
        Self(Boxed::new(values))
    }
}

impl<T: Send + Sync + 'static, const N: usize> From<[T; N]> for List<T> {
    fn from(values: [T; N]) -> Self {
        Vec::from(values).into()
    }
}

impl<T: 'static> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.into_vec()
    }
}

impl<T: Send + Sync + 'static> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Vec::from_iter(values).into()
    }
}

impl<T: 'static> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, T: 'static> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: 'static> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: Send + Sync + 'static> Default for List<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for List<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: PartialEq + 'static> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_send_whatever_they_hold() {
        fn is_send<T: Send + Sync>() {}
        is_send::<Boxed<std::rc::Rc<()>>>();
        is_send::<List<*const ()>>();
    }

    #[test]
    fn values_go_in_and_come_out() {
        let mut boxed = Boxed::new(String::from("a"));
        boxed.push('b');
        assert_eq!(*boxed, "ab");
        assert_eq!(boxed.clone().into_inner(), "ab");

        let mut list: List<i32> = [1, 2].into();
        list.push(3);
        for value in &mut list {
            *value *= 2;
        }
        assert_eq!(list.iter().sum::<i32>(), 12);
        assert_eq!(list.into_vec(), [2, 4, 6]);
    }
}
