"""The measure itself: what it counts as a sentence, and that it notices what readers get wrong."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from tests.extraction.corpus import (
    ARRANGEMENTS,
    KINDS,
    LANGUAGES,
    LEAST_WORDS,
    LINES_OF_EACH_KIND,
    Document,
    Sentence,
    documents,
    sentences_of,
)
from tests.extraction.measuring import REASONS, Reason, in_order, read_back, reason_for_loss
from tests.extraction.record import OURS, Record, in_other_font
from tests.rendering.readers import READERS

LINE = "وصل John (Work) إلى عَمّان، ومعه 3 كتب."


def sentence_of(text: str) -> Sentence:
    """A sentence of a document that has no other."""
    return Sentence(text, "ar", "H", 1)


def document_of(text: str) -> Document:
    """A document with one sentence; its briefing is that of the example."""
    return Document("one", documents()[0].briefing, (sentence_of(text),), (text,))


def test_the_corpus() -> None:
    """There are sixty mixed lines, six of each kind, and enough sentences of every writing and language."""
    example, declaration, lines = documents()
    assert Counter(sentence.kind for sentence in lines.sentences) == dict.fromkeys(KINDS, LINES_OF_EACH_KIND)
    assert {sentence.writing for sentence in lines.sentences} == {"mixed"}
    assert {sentence.writing for sentence in declaration.sentences} == {"English", "Arabic"}
    assert {sentence.writing for sentence in example.sentences} == {"English", "Arabic", "mixed"}
    for document in documents():
        assert {sentence.language for sentence in document.sentences} == set(LANGUAGES)
        assert all(len(sentence.text.split()) >= LEAST_WORDS for sentence in document.sentences)
        assert [sentence.place for sentence in document.sentences] == list(range(1, len(document.sentences) + 1))
    assert [len(document.sentences) for document in documents()[1:]] == [139, 60]


def test_every_sentence_is_in_its_briefing() -> None:
    """What is looked for is printed: each sentence stands in a text of its briefing."""
    for document in documents():
        missing = [
            sentence.text
            for sentence in document.sentences
            if not any(sentence.text in text for text in document.texts)
        ]
        assert missing == []


def test_sentences() -> None:
    """A text is cut after full stops and question marks before a space, and short sentences are left out."""
    text = "One two three four five. Short one. Is this one long enough? It has v1.2.3 in its middle part."
    assert sentences_of(text) == [
        "One two three four five.",
        "Is this one long enough?",
        "It has v1.2.3 in its middle part.",
    ]
    assert sentences_of("هل هذه الجملة طويلة بما يكفي؟ نعم.") == ["هل هذه الجملة طويلة بما يكفي؟"]


def test_what_is_not_compared() -> None:
    """White space, bidirectional controls and the order of composed marks do not matter; all else does."""
    document = document_of(LINE)
    assert read_back(document, LINE).spaced == document.sentences
    broken = LINE.replace(" ", "\n").replace("(", "\u2067( \u2069")
    assert read_back(document, broken).exact == document.sentences
    assert read_back(document, broken).spaced == ()
    assert read_back(document, f"قبل {LINE} بعد").lost == ()


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("brackets", "وصل John )Work( إلى عَمّان، ومعه 3 كتب."),
        ("punctuation", "وصل John (Work) إلى ،عَمّان ومعه 3 كتب."),
        ("punctuation", ".وصل John (Work) إلى عَمّان، ومعه 3 كتب"),
        ("marks", "وصل John (Work) إلى عمَّان، ومعه 3 كتب."),
        ("word", "وصل John (Work) إلى نّامَع، ومعه 3 كتب."),
        ("order", "وصل Work (John) إلى عَمّان، ومعه 3 كتب."),
        ("order", "عَمّان، ومعه 3 كتب. John (Work) إلى وصل"),
        ("parted", "وصل John (Work) The other column. إلى عَمّان، ومعه 3 كتب."),
    ],
)
def test_a_loss_is_noticed_with_its_reason(reason: Reason, text: str) -> None:
    """Whatever a reader turns round, moves, breaks or puts between is a loss, with the reason that fits."""
    reading = read_back(document_of(LINE), text)
    assert reading.lost == (sentence_of(LINE),)
    assert reason_for_loss(sentence_of(LINE), text) == reason


def test_words_are_counted_as_often_as_they_stand_there() -> None:
    """A word that is glued to another is found, and is no word apart; a word that comes twice is needed twice."""
    document = document_of("one two one two five")
    reading = read_back(document, "onetwo one two five")
    assert (reading.words, reading.words_found, reading.tokens_found) == (5, 5, 3)
    assert read_back(document, "o ne two one two five").exact == document.sentences
    assert read_back(document, "one two").words_found == 4


def test_presentation_forms_are_counted() -> None:
    """A presentation form or a private-use character is foreign, in any plane."""
    assert read_back(document_of(LINE), "\ufefb \ufe8d \ue001 \U000f0001 ا").foreign == 4


def test_direction_marks_are_counted() -> None:
    """Invisible marks of direction are counted apart from the characters, and white space is neither."""
    reading = read_back(document_of(LINE), "\u061cا ب\u200e\u2067c\u2069\n")
    assert (reading.characters, reading.direction_marks) == (3, 4)


def test_order() -> None:
    """Sentences are in order when each begins after the one before it ends."""
    first, second = Sentence("a b", "en", "A", 1), Sentence("b c", "en", "A", 2)
    assert in_order([first, second], "x a b\nb c")
    assert not in_order([first, second], "a b c")
    assert not in_order([second, first], "a b b c")


def test_the_record_fits_the_corpus() -> None:
    """The record is about these readers and sentences, says why each lost one is lost, and its counts add up."""
    record = Record.read()
    assert list(record.readers) == list(READERS)
    assert sum(record.sentences.values()) == sum(len(document.sentences) for document in documents())
    for arrangement in ARRANGEMENTS:
        for reader in READERS:
            lost = record.lost[arrangement][reader]
            assert set(chain(*(reasons.values() for reasons in lost.values()))) <= set(REASONS)
            found = sum(record.counts[arrangement][OURS][reader].exact.values())
            assert found + sum(map(len, lost.values())) == sum(record.sentences.values())


def test_the_best_of_the_others() -> None:
    """The best is the largest share of any tool but ours, with our fonts or with another font, and never ours."""
    record = Record.read()
    for font in (None, *record.fonts):
        names = [tool if font is None else in_other_font(tool, font) for tool in record.tools if tool != OURS]
        assert names
        shares = [record.share("sequential", name, "poppler", with_english=True) for name in names]
        best = record.best_of_others("sequential", "poppler", with_english=True, font=font)
        assert best == max(shares) < 1
