"""A chrono56 plugin: check the weekdays that sources name."""

from chrono56.plugins import CheckOffer, hookimpl


@hookimpl
def chrono56_checks() -> CheckOffer:
    """Offer the rule ``weekday``, without importing its check."""
    return CheckOffer(
        name="weekday",
        summary="a source names a weekday that its date does not fall on",
        severity="warning",
        factory="chrono56_check_weekdays.weekdays:weekday",
    )
