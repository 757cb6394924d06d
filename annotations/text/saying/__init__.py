"""How a sentence tells who says what: the grammar that `attributions` is read with."""
