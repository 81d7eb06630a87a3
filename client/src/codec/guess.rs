//! Where the next member of an object may belong: where it did in the last object of the type. Services write members in one order,
//! but often in another one than they document, or only some of them, and then a name is far from the field that is due.

use super::Shape;

/// How many guesses are kept. Types share them, which costs a search now and then.
const COUNT: usize = 64;

/// The field that came where a field was due, by type and by the latter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guesses([u8; COUNT]);

impl Guesses {
    pub(super) const fn new() -> Self {
        Self([0; COUNT])
    }

    /// The number of the field called `name`, if there is one; `due` is the one behind the last that was read.
    pub(super) fn field(&mut self, shape: &'static Shape, due: usize, name: &str) -> Option<usize> {
        if shape.is_called(due, name) {
            return Some(due);
        }
        let guess = &mut self.0[place(shape, due)];
        if shape.is_called(usize::from(*guess), name) {
            return Some(usize::from(*guess));
        }
        let field = shape.position(name, due)?;
        *guess = u8::try_from(field).unwrap_or_default();
        Some(field)
    }
}

/// Tables are as far apart in memory as they are large, so that those of one answer mostly have places of their own.
fn place(shape: &'static Shape, due: usize) -> usize {
    let address = std::ptr::from_ref(shape).addr();
    (address / size_of::<Shape>()).wrapping_add(due) % COUNT
}

#[cfg(test)]
mod tests {
    use super::*;

    static SHAPE: Shape = Shape {
        name: "X",
        tag: "",
        fields: &["a", "b", "c", "d"],
        is_escaped: false,
    };

    #[test]
    fn a_guess_is_made_and_never_believed() {
        let mut guesses = Guesses::new();
        for _ in 0..2 {
            assert_eq!(guesses.field(&SHAPE, 0, "c"), Some(2));
            assert_eq!(guesses.field(&SHAPE, 3, "d"), Some(3));
            assert_eq!(guesses.field(&SHAPE, 4, "b"), Some(1));
            assert_eq!(guesses.field(&SHAPE, 2, "e"), None);
            assert_eq!((guesses.0[place(&SHAPE, 0)], guesses.0[place(&SHAPE, 4)]), (2, 1));
        }
        // Another order than the last time.
        assert_eq!(guesses.field(&SHAPE, 0, "b"), Some(1));
        assert_eq!(guesses.field(&SHAPE, 4, "a"), Some(0));
    }
}
