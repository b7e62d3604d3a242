"""A chrono56 plugin: the sources as CSL-JSON, and as BibTeX or biblatex."""

from chrono56.plugins import ExporterOffer, Loss, hookimpl

_TOLD = (
    Loss("what the sources say", "sources only; events and claims are not in it"),
    Loss("events that no source speaks of", "counted as left out"),
)


@hookimpl
def chrono56_exporters() -> tuple[ExporterOffer, ...]:
    """Offer the exporters ``csl-json`` and ``bibtex``, without importing them."""
    return (
        ExporterOffer(
            name="csl-json",
            summary="CSL-JSON: the sources, for Zotero, pandoc and whatever cites",
            media_type="application/vnd.citationstyles.csl+json",
            extensions=(".json",),
            factory="chrono56_csl.csl_json:CslJsonExporter",
            options="chrono56_csl.cited:CslOptions",
            loses=(
                *_TOLD,
                Loss(
                    "doubt about dates",
                    "circa for “?” and “~” alike; in full beside it, as EDTF",
                ),
            ),
        ),
        ExporterOffer(
            name="bibtex",
            summary="BibTeX or biblatex: the sources, for LaTeX",
            media_type="application/x-bibtex; charset=utf-8",
            extensions=(".bib",),
            factory="chrono56_csl.bibtex:BibtexExporter",
            options="chrono56_csl.bibtex:BibtexOptions",
            carries_provenance=True,
            loses=(
                *_TOLD,
                Loss("CSL variables for which there is no field", "left out"),
                Loss("reliability, lineage and digests of sources", "left out"),
                Loss("links that are no http, https or ftp", "left out"),
                Loss("controls, and what reorders text", "left out"),
            ),
        ),
    )
