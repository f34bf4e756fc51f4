"""The official rules of NLCIUS: what they say of one file; compiled once; an error inside them counts as invalid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

RULES = Path(__file__).parent / "si-ubl-2.0.3.13.xslt"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


@dataclass(frozen=True, slots=True)
class Said:
    """`fatal` and `warnings` are rule codes; a rule without a code or a weight is fatal."""

    fatal: tuple[str, ...]
    warnings: tuple[str, ...]


@cache
def _compiled() -> tuple[Any, Any]:
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    return processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES))


def judged(data: bytes) -> Said:
    processor, rules = _compiled()
    try:
        report = rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=data.decode()))
    except Exception as error:  # noqa: BLE001 - Saxon raises bare RuntimeErrors and one of its own
        return Said((f"transform: {error}",), ())
    fatal, warnings = list[str](), list[str]()
    for one in etree.fromstring(report.encode()).iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        code = one.get("id") or (one.findtext(f"{SVRL}text") or "").strip()
        (warnings if one.get("flag") == "warning" else fatal).append(code)
    return Said(tuple(fatal), tuple(warnings))
