"""What an import came to, in one line."""

from chrono56.importers.report import ImportReport


def test_of_very_many_reasons_the_most_frequent_are_told() -> None:
    left_out = [(f"a.csv:{number}", f"reason {number % 7}") for number in range(20)]
    report = ImportReport(
        format="csv", name="a.csv", sha256="", left_out=tuple(left_out)
    )

    assert str(report) == (
        "0 records, 3 left out (reason 0), 3 left out (reason 1),"
        " 3 left out (reason 2), 3 left out (reason 3), 3 left out (reason 4),"
        " 5 left out for 2 other reasons"
    )


def test_reasons_of_a_plugin_stay_on_the_line() -> None:
    report = ImportReport(
        format="csv", name="a", sha256="", left_out=(("a:1", "two\nlines\x1b[31m"),)
    )

    assert str(report) == "0 records, 1 left out (two lines\ufffd[31m)"
