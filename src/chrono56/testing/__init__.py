"""What proves that a plugin keeps its promises; for the tests of its authors.

Nothing here needs pytest, or any other runner of tests:

    from chrono56.testing import check_store

    def test_the_store_keeps_what_stores_promise():
        check_store(open_in)
"""

from chrono56.testing.stores import check_store

__all__ = ["check_store"]
