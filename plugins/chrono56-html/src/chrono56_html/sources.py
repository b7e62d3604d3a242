"""The sources, at the foot of the page: each stands once, and is cited by its id."""

from collections.abc import Iterator
from typing import Any

from chrono56 import Source
from chrono56.plugins import author_words
from chrono56_html.markup import Html, link, own, text
from chrono56_html.names import cited
from chrono56_html.words import Words


def sources(chronology: Any, words: Words) -> Iterator[Html]:
    """Yield the list of all sources, each with its id to be found by."""
    for number, source in enumerate(chronology.sources()):
        if number == 0:
            title = text(words.say("text", "sources"))
            yield Html(f'<h2>{title}</h2>\n<ul id="_sources">\n')
        yield _source(source, words)
    yield Html("</ul>\n")


def _source(source: Source, words: Words) -> Html:
    title = own(source.title)
    told = [Html(f"<cite>{link(str(source.csl.get('URL', '')), title)}</cite>")]
    authors = author_words(source.csl)
    told += [own(one) for one in (authors, str(source.csl.get("issued", ""))) if one]
    if source.reliability != "F":
        told.append(text(words.say("text", "reliability", grade=source.reliability)))
    if source.anonymous:
        told.append(text(words.say("text", "anonymous")))
    if source.derived_from:
        others = ", ".join(cited(one.source) for one in source.derived_from)
        told.append(Html(words.say("text", "derived", sources=others)))
    id_ = text(source.id)
    return Html(f'<li id="{id_}"><code>{id_}</code> {", ".join(told)}</li>\n')
