//! Open enumerations.

docwright_client::enumeration! {
    /// How important something is.
    pub enum Importance {
        /// Not very.
        Low = "low",
        /// As usual.
        Normal = "normal",
        /// Very.
        High = "high",
    }
}

docwright_client::enumeration! {
    /// A day of the week; the documentation says that values combine, so fields hold `Flags<Day>`.
    pub enum Day {
        /// Monday.
        Monday = "monday",
        /// Friday.
        Friday = "friday",
    }
}
