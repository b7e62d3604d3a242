import pytest

from chrono56.errors import RecordError
from chrono56.findings import SEVERITIES, Finding


@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_finding_says_what_was_found_and_about_what(severity: str) -> None:
    finding = Finding("rule", severity, ("e1",), "odd", ("c1",))

    assert (finding.about, finding.text, finding.claims) == (("e1",), "odd", ("c1",))


def test_a_severity_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(RecordError, match="use error, warning, notice"):
        Finding("rule", "grave", ("e1",), "odd")
