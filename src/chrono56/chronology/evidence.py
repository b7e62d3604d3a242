"""The evidence: what sources claim, where they disagree, and what follows."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from chrono56.chronology.catalogue import Catalogue
from chrono56.chronology.views import Choice, ClaimView, Dispute

if TYPE_CHECKING:
    from chrono56.chronology.explaining import Explanation
    from chrono56.chronology.related import Related


class Evidence(Catalogue):
    """Hold a state of a log, and show what its claims come to, and why.

    A base of `Chronology`, which is the only one there is.
    """

    def claims(self, about: str) -> tuple[ClaimView, ...]:
        """Return the standing claims about something, chosen first, deprecated last.

        Raises:
            UnknownIdError: Nothing has that id, or ever had.

        >>> chronology.claims("nagy-trial")[0].claim.says.when
        When('1958-06-09/1958-06-15')
        """
        if self._state.held(about) is None:
            raise self._unknown(about, "record")
        from chrono56.chronology.showing import claims  # noqa: PLC0415 - as in `Past`

        return claims(self._state, about)

    def crediting(self, source_id: str) -> tuple[ClaimView, ...]:
        """Return the standing claims whose sources credit a source (`Citation.via`).

        In order of recording; of what cites it directly, `select` tells the events.

        Args:
            source_id: The source; of a duplicate, the one it was united into.

        Raises:
            UnknownIdError: There is no such source.

        >>> {shown.claim.about for shown in chronology.crediting("mikoyan-suslov")}
        {'kossuth-square-shooting'}
        """
        from chrono56.chronology.showing import crediting  # noqa: PLC0415 - as in `Past`

        return crediting(self._state, self.source(source_id).id)

    def disputes(
        self,
        about: str = "",
        *,
        everything: bool = False,
        settled: bool = False,
        related: bool = True,
    ) -> Iterator[Dispute]:
        """Yield what claims say against each other: event by event, then of sources.

        Then follows what shows only when events are held against each other: the
        smallest sets of dates and orderings that can't all hold. An event's own flag,
        ``disputed``, does not tell of those.

        Rival claims about a person or a place can be recorded, and are listed by
        `claims`, but are not compared.

        Args:
            about: Only of this event or source; empty for all.
            everything: Also properties on which the claims agree, or only one speaks.
            settled: Also what is in dispute only if deprecated claims are taken in; and
                with each dispute the claims that were set aside.
            related: Also what shows only between events. It takes all claims on time of
                all events that are tied to each other.

        Raises:
            UnknownIdError: There is no such event or source.

        >>> [dispute.property for dispute in chronology.disputes("end-of-fighting")]
        ['date']
        """
        from chrono56.chronology.showing import disputes  # noqa: PLC0415 - as in `Past`

        named = []
        if about:
            source = self._state.source(about)
            named = [source.id if source else self.event(about).id]
        between = []
        if related and about:
            between = self._related.contradictions_about(named[0])
        elif related:
            between = list(self._related.contradictions())
        return disputes(
            self._state,
            named,
            everything=everything,
            settled=settled,
            between=between,
        )

    def choices(self, event_id: str) -> tuple[Choice, ...]:
        """Return why what is told of an event was chosen, property by property.

        Nothing, of an event of which the reading hears nothing.

        Raises:
            UnknownIdError: There is no such event.

        >>> first, *rest = chronology.choices("end-of-fighting")
        >>> first.property, first.rule, first.worth, first.against
        ('date', 'reliability', 'B', 'C')
        """
        from chrono56.chronology.choices import choices  # noqa: PLC0415 - as in `Past`

        return tuple(choices(self._state, self.event(event_id).id))

    def explain(self, event_id: str) -> "Explanation":
        """Return when an event can have been, and by whose word.

        All counts that the reading goes by: what dates the event, how it is ordered
        with others, what it is a part of, and so for those others, however far. An
        event that no claim gives a start, an end, a length or a part is taken as a
        moment.

        Args:
            event_id: The event; of a duplicate, the one it was united into counts.

        Raises:
            UnknownIdError: There is none, or it was retracted.

        >>> print(chronology.explain("soviet-help-announced-on-radio").when)
        1956-10-24T08:28..08:58[Europe/Budapest]
        """
        event = self.event(event_id)
        if event.revision.retracted:
            raise self._unknown(event_id, "event")
        from chrono56.chronology.explaining import explanation  # noqa: PLC0415 - as in `Past`

        return explanation(self._state, self._related, event.id, event.when)

    @cached_property
    def _related(self) -> "Related":
        from chrono56.chronology.related import Related  # noqa: PLC0415 - as in `Past`

        return Related(self._state)
