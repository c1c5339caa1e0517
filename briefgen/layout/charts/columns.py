"""What the bars of a chart leave to the texts beside them, in all languages that stand side by side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class BarColumns:
    """The widths of texts beside bars, so that a number has a bar of one length in all languages.

    They grow while the charts are composed, as those of columns of labels do.

    Attributes:
        labels_pt: of the widest label.
        before_pt: of the widest value that stands at the start side of its bar.
        after_pt: of the widest value at the other side.
        named_pt: the same with the names of the series behind the values.
        named: whether those names have room in every language; else there is a key.
    """

    labels_pt: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    named_pt: float = 0.0
    named: bool = True

    @property
    def behind_pt(self) -> float:
        """What is kept free behind the longest bar."""
        return self.named_pt if self.named else self.after_pt

    def widen(self, labels_pt: float, before_pt: float, after_pt: float, named_pt: float) -> None:
        """Ask for room for the texts of one language."""
        self.labels_pt = max(self.labels_pt, labels_pt)
        self.before_pt = max(self.before_pt, before_pt)
        self.after_pt = max(self.after_pt, after_pt)
        self.named_pt = max(self.named_pt, named_pt)
